import { roomName } from '../model/room-name.js';
import { requireSendable, type CustomEvent } from '../model/server-event.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { Caller } from './caller.js';
import { fanOutOf, type FanOut } from './fan-out/fan-out.js';
import { roomHeadsOf, type RoomHeads } from './log/room-heads.js';
import { floodControlOf, type FloodControl } from './moderation/flood-control.js';
import { perPorts } from './per-ports.js';

/** What {@link TellRoom} needs. */
export interface TellRoomDependencies {
  readonly roomHeads: RoomHeads;
  readonly fanOut: FanOut;
  /** An event to a room costs as many posts as a message, so it counts as one. */
  readonly flood?: FloodControl | undefined;
}

/**
 * Pushes an event of a team's own to the members of a room, its caller included. Best effort, and stored nowhere: members
 * who are not connected never see it, and in a large room those whom the deadline of a broadcast cuts off do not.
 */
export class TellRoom {
  readonly #dependencies: TellRoomDependencies;

  constructor(dependencies: TellRoomDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @param caller - on whose behalf; whether they may was decided before, by the access row of their action
   * @throws ChatError `invalid_room`, `rate_limited`, `muted`, `banned`
   * @throws TypeError for an event that cannot be sent, see `requireSendable`
   */
  async execute(caller: Caller, room: string | undefined, event: CustomEvent): Promise<void> {
    const { roomHeads, fanOut, flood } = this.#dependencies;
    const name = roomName(room);
    requireSendable(event);
    await flood?.execute(caller, name);
    const head = await roomHeads.getOrCreate(name);
    const shards = Array.from({ length: head.shards }, (_, shard) => shard);
    await fanOut.send(head, shards, event);
  }
}

/** The {@link TellRoom} of a chat. */
export const tellRoomOf = perPorts(
  (ports: ChatPorts) =>
    new TellRoom({ roomHeads: roomHeadsOf(ports), fanOut: fanOutOf(ports), flood: floodControlOf(ports) }),
);
