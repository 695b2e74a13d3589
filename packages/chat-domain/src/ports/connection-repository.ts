import type { Connection, Membership, Recipient } from '../model/connection.js';
import type { ReadOptions } from './read-options.js';

/** A page of members and, unless it was the last, where the next one starts. */
export interface MemberPage {
  readonly members: readonly Recipient[];
  /** Opaque; hand it back unchanged. Absent on the last page. */
  readonly next?: string;
}

/** Which page of members. */
export interface MemberPageOptions {
  /** At most this many rows; a page may hold fewer, even none, and still have a next one. */
  readonly limit: number;
  /** From an earlier page of the same room and shard. */
  readonly from?: string;
  /** Whether each comes with its `user`; not when absent, as broadcasts need none. */
  readonly users?: boolean;
}

/**
 * The outcome of a join.
 * - `joined`: the connection is in the room, at the membership returned: the one it already had, if any.
 * - `gone`: no such connection of this user.
 * - `full`: the connection is in `maximum` rooms.
 */
export type JoinOutcome =
  { readonly outcome: 'joined'; readonly membership: Membership } | { readonly outcome: 'gone' | 'full' };

/** What a removal may know of a connection besides its id. */
export interface RemoveOptions {
  /** Its user, whose row of it is deleted also where the connection has no row of its own any more. */
  readonly userId?: string | undefined;
  /** A membership of it, whose row is deleted likewise. */
  readonly membership?: Membership | undefined;
  /**
   * Epoch milliseconds. Where there is no such connection, an `add` of it until then MUST NOT store anything: its end
   * was reported before its beginning was stored.
   */
  readonly barredUntil?: number | undefined;
  /** Whether `evict` has deleted the rest. An adapter MAY then leave it at the row of the user. */
  readonly isEvicted?: boolean | undefined;
}

/**
 * Who is connected, and who is in which room.
 *
 * Every read MUST see every write that finished before it began, unless its options say otherwise, and MUST NOT return
 * a row at or past its end, whether deleted yet or not. Every write MUST be safe to repeat. A store that cannot respond
 * MUST reject; any rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface ConnectionRepository {
  /**
   * Stores a new connection with its memberships. Replaces an existing connection with this id.
   * Of a `remove` with `barredUntil` that runs at the same time, and of this, the one MUST see the other: nothing of the
   * connection is left. When it is interrupted, `remove` MUST still find what was written, by the user and the membership
   * that it is told.
   *
   * @returns `false` where `remove` has barred it, and nothing was stored
   */
  add(connection: Connection): Promise<boolean>;

  /** The connection, or `null`. */
  find(connectionId: string): Promise<Connection | null>;

  /**
   * Deletes a connection, its memberships and its row of the user; returns the connection it was, or `null`.
   * Once it has begun, no `join` of this connection may leave a membership behind.
   */
  remove(connectionId: string, options?: RemoveOptions): Promise<Connection | null>;

  /**
   * Puts a connection of `connection.identity.userId` into a room.
   * MUST keep an existing membership as it is, its shard and its end, also under concurrent joins, so that no member has
   * two rows. MUST leave no row behind when the outcome is `gone` or `full`.
   *
   * @param maximum - rooms that one connection may be in
   */
  join(connection: Connection, membership: Membership, maximum: number): Promise<JoinOutcome>;

  /**
   * Changes when a membership ends, if that is still exactly the one given; `false` where it is not, or the connection is
   * gone. MUST be atomic: of two concurrent changes of one membership at most one returns `true`. MUST NOT bring back a
   * membership that a concurrent `leave`, `evict` or `remove` took, nor its row, also when it is interrupted.
   *
   * @param until - epoch milliseconds; `undefined`: with the connection
   */
  changeEnd(connectionId: string, membership: Membership, until: number | undefined): Promise<boolean>;

  /**
   * Deletes a connection and its memberships as `remove` does, but not its row of the user: `connectionsOf` MUST still
   * return it, so that the socket can be closed, by a second attempt if need be, and `recipientsOf` MUST return it with an
   * `until` that has passed, so that nothing more is sent to it by its user. `remove` with the user deletes that row.
   *
   * @returns the connection as it was, or `null` where it is gone already; of concurrent calls, and calls of `remove`, one
   * at most MUST return it
   */
  evict(connectionId: string): Promise<Connection | null>;

  /** Removes a connection from a room, also after the membership has ended; `false` when it had none. */
  leave(connectionId: string, room: string): Promise<boolean>;

  /**
   * One shard's members, in a stable order, each with the end of its membership (`membershipEnd`) as `until`, and
   * `isGuest` where that membership has an end of its own; those whose membership has ended are left out. With `users`,
   * each with the id and the name of the connection's identity, but for rows that an earlier release wrote. Reading all
   * pages MUST return everyone who was a member from before the first page
   * until after the last, exactly once.
   */
  members(room: string, shard: number, options: MemberPageOptions): Promise<MemberPage>;

  /** The ids of the open connections of a user, those whose token has expired included. */
  connectionsOf(userId: string): Promise<readonly string[]>;

  /** The same connections, in any order, each with the end of its token, or its own, as `until`. */
  recipientsOf(userId: string, options?: ReadOptions): Promise<readonly Recipient[]>;
}
