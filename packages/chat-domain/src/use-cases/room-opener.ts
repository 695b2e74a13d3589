import type { RoomHead } from '../model/room-head.js';
import { LOBBY } from '../model/room-name.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { RoomHeadRepository } from '../ports/room-head-repository.js';
import type { Caller } from './caller.js';
import { roomHeadsOf, type RoomHeads } from './log/room-heads.js';
import { floodControlOf, type FloodControl, type FloodControlPorts } from './moderation/flood-control.js';
import { perPorts } from './per-ports.js';

/** What {@link RoomOpener} needs. */
export interface RoomOpenerDependencies {
  readonly heads: Pick<RoomHeadRepository, 'find'>;
  readonly roomHeads: RoomHeads;
  /** Making a room counts as a message: its head stays in the store for long. Without it users may make any number. */
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
    const { heads, roomHeads, flood } = this.#dependencies;
    // The lobby is there for all: the first to come makes it.
    if (flood === undefined || room === LOBBY) return roomHeads.getOrCreate(room);
    const head = await heads.find(room);
    if (head !== null) return head;
    await flood.count(caller);
    return roomHeads.getOrCreate(room);
  }
}

/** What {@link roomOpenerOf} takes. */
export type RoomOpenerPorts = FloodControlPorts & Pick<ChatPorts, 'heads' | 'ids' | 'clock' | 'settings'>;

/** The {@link RoomOpener} of a chat. */
export const roomOpenerOf = perPorts(
  (ports: RoomOpenerPorts) =>
    new RoomOpener({ ...ports, roomHeads: roomHeadsOf(ports), flood: floodControlOf(ports) }),
);
