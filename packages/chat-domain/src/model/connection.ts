import type { Identity } from './identity.js';

/** A room that a connection is in, and the shard that holds its row. */
export interface Membership {
  readonly room: string;
  readonly shard: number;
}

/** One open WebSocket. */
export interface Connection {
  /** The gateway's id, opaque. */
  readonly connectionId: string;
  readonly identity: Identity;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  /** When its rows expire even without a disconnect, in epoch milliseconds. */
  readonly expiresAt: number;
  readonly memberships: readonly Membership[];
}

/** Where to reach one member of a room, and since when. */
export interface Recipient {
  readonly connectionId: string;
  /** Epoch milliseconds. Shortly after, the connection may not be open yet. */
  readonly connectedAt: number;
}

/** The shard in which a connection joins a room of `shards` shards: FNV-1a of its id, so that they fill evenly. */
export function shardOf(connectionId: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < connectionId.length; index += 1) {
    hash = Math.imul(hash ^ connectionId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}
