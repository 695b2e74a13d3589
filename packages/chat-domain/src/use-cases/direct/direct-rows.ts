import { LIMITS } from '../../model/limits.js';
import type { Person } from '../../model/identity.js';
import { directSide, type RoomHead } from '../../model/room-head.js';
import { retentionAt } from '../../model/room-retention.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { RoomHeadRepository } from '../../ports/room-head-repository.js';
import type { UserRoomRepository } from '../../ports/rooms/user-room-repository.js';
import { retentionOf } from '../log/retention.js';
import { perPorts } from '../per-ports.js';

/** What {@link DirectRows} needs. */
export interface DirectRowsDependencies {
  readonly userRooms: Pick<UserRoomRepository, 'follow'>;
  readonly heads: Pick<RoomHeadRepository, 'noteListed'>;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/**
 * Puts a direct room into the lists of both its users, where they find it also when they were offline, or no push came.
 *
 * Rows are written before an entry that they must outlive, and the head says until when they are kept: so nearly every
 * message costs nothing more. Each user's first message writes both rows, since it brings the other one their name.
 */
export class DirectRows {
  readonly #dependencies: DirectRowsDependencies;

  constructor(dependencies: DirectRowsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Resolves once both rows outlive an entry that `sender` stores at the head.
   *
   * @param head - as the reservation returned it
   */
  async ensure(head: RoomHead, sender: Person, to: string): Promise<void> {
    const { userRooms, heads, ...dependencies } = this.#dependencies;
    const { room, reservedAt, listedUntil } = head;
    const retention = retentionAt(head, head.seq, dependencies.retention);
    const side = directSide(sender.id, to);
    const expiresAt = reservedAt + retention;
    if ((listedUntil?.[side] ?? 0) >= expiresAt) return;
    // As long as other rows of a list; twice as long as needed, where messages are kept for that long.
    const until = reservedAt + Math.max(LIMITS.followLife, 2 * retention);
    await Promise.all([
      userRooms.follow(to, { room, peer: sender }, until),
      userRooms.follow(sender.id, { room, peer: { id: to } }, until),
    ]);
    // Last: a head that says so too early would leave a message that its recipient does not find.
    await heads.noteListed(room, side, until);
  }
}

/** The {@link DirectRows} of a chat; `undefined` in one that keeps no lists of rooms. */
export const directRowsOf = perPorts(
  ({ userRooms, ...ports }: Pick<ChatPorts, 'userRooms' | 'heads' | 'settings'>) =>
    userRooms && new DirectRows({ ...ports, userRooms, retention: retentionOf(ports) }),
);
