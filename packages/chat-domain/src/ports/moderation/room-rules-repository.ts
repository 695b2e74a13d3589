import type { Invitation, RoomRules } from '../../model/moderation/room-rules.js';

/**
 * The rules of each room, and who is invited.
 *
 * Every read MUST see every write that finished before it began, and MUST NOT return an invitation at or past its
 * `expiresAt`. Every write MUST be safe to repeat. A store that cannot respond MUST reject; any rejection that is not
 * a `ChatError` counts as `unavailable`.
 */
export interface RoomRulesRepository {
  /** The rules of a room, or `null` where it has none of its own. */
  find(room: string): Promise<RoomRules | null>;

  /** Sets the slow mode of a room, and nothing else. */
  saveSlowMode(room: string, interval: number): Promise<void>;

  /** Sets about how many members a room has, and nothing else. */
  saveMembers(room: string, members: number): Promise<void>;

  /**
   * Replaces the invitation of a user to a room; an expired one revokes it.
   * @returns when the one that it replaced ends, in epoch milliseconds; `null` where there was none, or it had ended
   */
  invite(invitation: Invitation): Promise<number | null>;

  /**
   * Those of up to 100 rooms to which a user has an invitation that holds now, in any order. MAY miss what was written
   * within the last seconds, and may cost less than `invitedUntil`: for what is only shown.
   */
  invitedTo(userId: string, rooms: readonly string[]): Promise<readonly string[]>;

  /** When the invitation of a user to a room ends, in epoch milliseconds; `null` without one that holds now. */
  invitedUntil(room: string, userId: string): Promise<number | null>;
}
