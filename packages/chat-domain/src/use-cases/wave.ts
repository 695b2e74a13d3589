import { roomName } from '../model/room-name.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { Clock } from '../ports/clock.js';
import type { IdGenerator } from '../ports/id-generator.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { authorizeOf, type Authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { fanOutOf, type FanOut } from './fan-out/fan-out.js';
import { floodControlOf, type FloodControl } from './moderation/flood-control.js';
import { perPorts } from './per-ports.js';

/** What {@link Wave} needs. */
export interface WaveDependencies {
  readonly authorize: Authorize;
  /** A wave costs as many posts as a message, so it counts as one. */
  readonly flood?: FloodControl | undefined;
  readonly messages: Pick<MessageRepository, 'getOrCreate'>;
  readonly fanOut: FanOut;
  readonly ids: IdGenerator;
  readonly clock: Clock;
}

/** Input of {@link Wave}. */
export interface WaveCommand extends Caller {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
}

/** Waves to the members of a room: best effort, and stored nowhere. */
export class Wave {
  readonly #dependencies: WaveDependencies;

  constructor(dependencies: WaveDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `not_joined`, `rate_limited`, … */
  async execute(command: WaveCommand): Promise<void> {
    const { authorize, flood, messages, fanOut, ids, clock } = this.#dependencies;
    const { userId: id, name } = command.identity;
    const room = roomName(command.room);
    await authorize.execute(command, 'wave', room);
    await flood?.execute(command, room);
    const head = await messages.getOrCreate(room, ids.next(), clock.now());
    const shards = Array.from({ length: head.shards }, (_, shard) => shard);
    const event = { type: 'waved', room, sender: { id, name }, sentAt: clock.now() };
    await fanOut.send(head, shards, event);
  }
}

/** The {@link Wave} of a chat. */
export const waveOf = perPorts(
  (ports: ChatPorts) =>
    new Wave({
      ...ports,
      authorize: authorizeOf(ports),
      flood: floodControlOf(ports),
      fanOut: fanOutOf(ports),
    }),
);
