import { LIMITS } from '../../model/limits.js';
import type { RoomHead } from '../../model/room-head.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { UserRoomRepository } from '../../ports/rooms/user-room-repository.js';
import { perPorts } from '../per-ports.js';
import { markAtOrBelow } from './mark-position.js';

/** What {@link FollowRoom} needs. */
export interface FollowRoomDependencies {
  readonly userRooms: Pick<UserRoomRepository, 'find' | 'follow' | 'mark'>;
  readonly messages: Pick<MessageRepository, 'read'>;
  readonly clock: Clock;
}

/** Puts a room among those that a user follows, whether they are connected or not. */
export class FollowRoom {
  readonly #dependencies: FollowRoomDependencies;

  constructor(dependencies: FollowRoomDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * What the room had before does not count as unread for a new follower. For one who has followed it before nothing
   * changes, and nothing is written while more than half of the time is left.
   */
  async execute(userId: string, head: RoomHead): Promise<void> {
    const { userRooms, clock } = this.#dependencies;
    const { room } = head;
    const now = clock.now();
    const keptUntil = now + LIMITS.followLife;
    const row = await userRooms.find(userId, room);
    if (row?.mark === undefined) {
      const mark = await markAtOrBelow(this.#dependencies, head, head.seq);
      if (await userRooms.mark(userId, room, mark, { known: null, keptUntil })) return;
    } else if (row.keptUntil - now > LIMITS.followLife / 2) return;
    await userRooms.follow(userId, { room }, keptUntil);
  }
}

/** What {@link followRoomOf} takes. */
export type FollowRoomPorts = Pick<ChatPorts, 'userRooms' | 'messages' | 'clock'>;

/** The {@link FollowRoom} of a chat; `undefined` in one without lists of rooms. */
export const followRoomOf = perPorts(({ userRooms, ...ports }: FollowRoomPorts) =>
  userRooms === undefined ? undefined : new FollowRoom({ ...ports, userRooms }),
);
