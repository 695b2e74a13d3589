import type { Invitation, RoomRules } from '../../model/moderation/room-rules.js';

/**
 * What holds in each room, and who was let in.
 *
 * Every read MUST see every write that finished before it began, and MUST NOT return an invitation at or past its
 * `expiresAt`. Every write MUST be safe to repeat. A store that cannot answer MUST reject; any rejection that is not
 * a `ChatError` counts as `unavailable`.
 */
export interface RoomRulesRepository {
  /** The rules of a room, or `null` of one that has none of its own. */
  find(room: string): Promise<RoomRules | null>;

  /** Puts rules in the stead of those there were. */
  save(rules: RoomRules): Promise<void>;

  /** Puts an invitation in the stead of the one there was; one that has ended takes it back. */
  invite(invitation: Invitation): Promise<void>;

  /** Whether somebody is invited to a room now. */
  isInvited(room: string, userId: string): Promise<boolean>;
}
