/**
 * Which users have blocked which others.
 *
 * Every read MUST see every write that finished before it began. Every write MUST be safe to repeat. A store that cannot
 * respond MUST reject; any rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface BlockRepository {
  /**
   * Blocks a user for another one. Lasts until `unblock`.
   *
   * @param userId - who blocks
   * @param blockedId - who is blocked
   * @param maximum - users that `userId` may have blocked; calls that race may exceed it by their number
   * @returns `false` where that would be one too many, and `blockedId` is not blocked already
   */
  block(userId: string, blockedId: string, maximum: number): Promise<boolean>;

  /** Ends a block; one that does not exist is ignored. */
  unblock(userId: string, blockedId: string): Promise<void>;

  /** Whether `userId` has blocked `blockedId`. The other direction is another question. */
  hasBlocked(userId: string, blockedId: string): Promise<boolean>;
}
