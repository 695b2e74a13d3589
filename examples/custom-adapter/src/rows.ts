import type { Connection, Membership, Recipient } from '@serverless-ws/chat-domain';
import type { QueryResult } from 'node-sqlite3-wasm';

/** A row of `connections`, with the memberships that belong to it. */
export function connectionOf(row: QueryResult, memberships: readonly Membership[]): Connection {
  return {
    ...recipientOf(row),
    identity: JSON.parse(text(row, 'identity')),
    expiresAt: integer(row, 'expires_at'),
    memberships,
  };
}

/** The part of a row of `connections` that a broadcast needs. */
export function recipientOf(row: QueryResult): Recipient {
  return { connectionId: text(row, 'id'), connectedAt: integer(row, 'connected_at') };
}

/** A row of `memberships`. */
export function membershipOf(row: QueryResult): Membership {
  return { room: text(row, 'room'), shard: integer(row, 'shard') };
}

function text(row: QueryResult, column: string): string {
  return String(row[column]);
}

function integer(row: QueryResult, column: string): number {
  return Number(row[column]);
}
