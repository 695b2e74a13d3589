import type { Connection, Identity, Membership, Recipient } from '@serverless-ws/chat-domain';
import type { QueryResult } from 'node-sqlite3-wasm';

/** A row of `connections`, with the memberships that belong to it. */
export function connectionOf(row: QueryResult, memberships: readonly Membership[]): Connection {
  return {
    ...openedAt(row),
    identity: JSON.parse(text(row, 'identity')),
    expiresAt: integer(row, 'expires_at'),
    memberships,
  };
}

/** The part of a row of `connections` that a broadcast needs, with the `ends_at` and the `is_guest` that were selected. */
export function recipientOf(row: QueryResult): Recipient {
  const isGuest = integer(row, 'is_guest') === 1 && { isGuest: true };
  return { ...openedAt(row), until: integer(row, 'ends_at'), ...isGuest };
}

/** The same, and whose connection it is: of a row whose `identity` was selected. */
export function memberOf(row: QueryResult): Recipient {
  const { userId: id, name }: Identity = JSON.parse(text(row, 'identity'));
  return { ...recipientOf(row), user: { id, name } };
}

/** A row of `memberships`. */
export function membershipOf(row: QueryResult): Membership {
  const until = row['until'] === null ? {} : { until: integer(row, 'until') };
  return { room: text(row, 'room'), shard: integer(row, 'shard'), ...until };
}

function openedAt(row: QueryResult) {
  return { connectionId: text(row, 'id'), connectedAt: integer(row, 'connected_at') };
}

function text(row: QueryResult, column: string): string {
  return String(row[column]);
}

function integer(row: QueryResult, column: string): number {
  return Number(row[column]);
}
