import type { Connection } from '../model/connection.js';

/**
 * Tells the members of rooms who comes and goes. Best effort: MUST NOT reject, and MUST end within a few seconds, since
 * the response to a join waits for it.
 */
export interface PresenceNotifier {
  /** A connection has entered a room that it was not in. To be called once its membership is stored. */
  joined(connection: Connection, room: string): Promise<void>;

  /** A connection is no longer in some rooms. To be called once its memberships are deleted. */
  left(connection: Connection, rooms: readonly string[]): Promise<void>;
}
