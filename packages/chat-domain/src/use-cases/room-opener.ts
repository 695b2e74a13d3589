import type { RoomHead } from '../model/room-head.js';
import { LOBBY } from '../model/room-name.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { Clock } from '../ports/clock.js';
import type { IdGenerator } from '../ports/id-generator.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { Caller } from './caller.js';
import { floodControlOf, type FloodControl, type FloodControlPorts } from './moderation/flood-control.js';
import { perPorts } from './per-ports.js';

/** What {@link RoomOpener} needs. */
export interface RoomOpenerDependencies {
  readonly messages: Pick<MessageRepository, 'head' | 'getOrCreate'>;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  /** Making a room counts as a message: its head stays in the store. Without it users may make any number. */
  readonly flood?: Pick<FloodControl, 'count'> | undefined;
}

/** Finds the head of a room for a user, or makes the room. */
export class RoomOpener {
  readonly #dependencies: RoomOpenerDependencies;

  constructor(dependencies: RoomOpenerDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `rate_limited`, with `retryAfterMs`, where the room would be one too many */
  async execute(caller: Caller, room: string): Promise<RoomHead> {
    const { messages, ids, clock, flood } = this.#dependencies;
    const head = await messages.head(room);
    if (head !== null) return head;
    // The lobby is there for all: the first to come makes it.
    if (room !== LOBBY) await flood?.count(caller);
    return messages.getOrCreate(room, ids.next(), clock.now());
  }
}

/** What {@link roomOpenerOf} takes. */
export type RoomOpenerPorts = FloodControlPorts & Pick<ChatPorts, 'messages' | 'ids'>;

/** The {@link RoomOpener} of a chat. */
export const roomOpenerOf = perPorts(
  (ports: RoomOpenerPorts) => new RoomOpener({ ...ports, flood: floodControlOf(ports) }),
);
