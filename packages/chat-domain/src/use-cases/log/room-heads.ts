import { headEnd, type RoomHead } from '../../model/room-head.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { IdGenerator } from '../../ports/id-generator.js';
import type { MessageRepository, Reservation, ReservationPurpose } from '../../ports/message-repository.js';
import { perPorts } from '../per-ports.js';
import { retentionOf } from './retention.js';

/** What {@link RoomHeads} needs. */
export interface RoomHeadsDependencies {
  readonly messages: Pick<MessageRepository, 'getOrCreate' | 'reserveNext'>;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/**
 * The heads of rooms, each kept as long as it is needed: until two days after the newest entry has ended, and longer than
 * any connection that is in the room now. A room whose head is gone begins anew, with a new epoch.
 */
export class RoomHeads {
  readonly #dependencies: RoomHeadsDependencies;

  constructor(dependencies: RoomHeadsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * The head of a room, created if absent. Kept from now on for half of its whole time at least: a day and a half or
   * more, so that it outlives the connection of the caller.
   */
  getOrCreate(room: string): Promise<RoomHead> {
    const { messages, ids, clock, retention } = this.#dependencies;
    const now = clock.now();
    return messages.getOrCreate(room, ids.next(), now, headEnd(room, now, retention));
  }

  /**
   * Reserves the next position of a room, whose head outlives the entry there by two days.
   * @param purpose - what it is for: whether it counts as a message, and whether the head says that there are reactions
   */
  async reserveNext(room: string, purpose: ReservationPurpose): Promise<Reservation> {
    const { messages, ids, clock, retention } = this.#dependencies;
    const now = clock.now();
    const end = headEnd(room, now, retention);
    return { nonMessages: 0, ...(await messages.reserveNext(room, ids.next(), now, end, purpose)) };
  }
}

/** The {@link RoomHeads} of a chat. */
export const roomHeadsOf = perPorts(
  (ports: Pick<ChatPorts, 'messages' | 'ids' | 'clock' | 'settings'>) =>
    new RoomHeads({ ...ports, retention: retentionOf(ports) }),
);
