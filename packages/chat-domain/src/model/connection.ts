import type { Identity, Person } from './identity.js';

/** A room that a connection is in, and the shard that holds its row. */
export interface Membership {
  readonly room: string;
  readonly shard: number;
  /**
   * Epoch milliseconds: when a guest's invitation ends, and the membership with it; `UNCONFIRMED` until the invitation was
   * read once more. Absent for members, who stay as long as their connection and their token last.
   */
  readonly until?: number;
}

/** The `until` of a guest's membership that is not in force yet. In the past, so that nothing is delivered by it. */
export const UNCONFIRMED = 0;

/** One open WebSocket. */
export interface Connection {
  /** The gateway's id, opaque. */
  readonly connectionId: string;
  readonly identity: Identity;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  /** When its rows expire even without a disconnect, in epoch milliseconds. */
  readonly expiresAt: number;
  /** Those of guests that have ended are among them until the connection leaves: see {@link membershipIn}. */
  readonly memberships: readonly Membership[];
}

/** Where to reach one member of a room, and since when. */
export interface Recipient {
  readonly connectionId: string;
  /** Epoch milliseconds. Shortly after, the connection may not be open yet. */
  readonly connectedAt: number;
  /** Epoch milliseconds: from then on it may receive nothing. Absent where that is not limited. */
  readonly until?: number;
  /** Whether it is in the room by an invitation, which may be taken back; absent for members, and outside of rooms. */
  readonly isGuest?: boolean;
  /** Whose connection it is: where that was asked for, and not in rows that an earlier release wrote. */
  readonly user?: Person;
}

/**
 * When a membership ends, in epoch milliseconds: with its connection, the token of that, or the invitation of a guest,
 * whichever is first.
 */
export function membershipEnd(
  { identity, expiresAt }: Pick<Connection, 'identity' | 'expiresAt'>,
  { until = Infinity }: Pick<Membership, 'until'>,
): number {
  return Math.min(expiresAt, identity.expiresAt ?? Infinity, until);
}

/** The membership of a connection in a room, unless it has none or that has ended at `now` (epoch milliseconds). */
export function membershipIn(connection: Connection, room: string, now: number): Membership | undefined {
  const membership = connection.memberships.find((known) => known.room === room);
  return membership !== undefined && membershipEnd(connection, membership) > now ? membership : undefined;
}

/** Whether a recipient may no longer receive at `now` (epoch milliseconds). */
export function isEnded({ until = Infinity }: Pick<Recipient, 'until'>, now: number): boolean {
  return until <= now;
}

/** The shard in which a connection joins a room of `shards` shards: FNV-1a of its id, so that they fill evenly. */
export function shardOf(connectionId: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < connectionId.length; index += 1) {
    hash = Math.imul(hash ^ connectionId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}
