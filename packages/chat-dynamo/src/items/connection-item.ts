import { LIMITS } from '@serverless-ws/chat-domain';
import type { Connection, Identity, Membership, Recipient } from '@serverless-ws/chat-domain';
import type { Item, KeyedItem } from '../table/item.js';
import { expiry, numberOf, textOf } from '../table/item.js';
import { connectionKey, userConnectionKey, memberKey } from '../table/keys.js';

/** The row of a connection. Its attributes: "Stored attributes" in the package's README. */
export function connectionItem({ connectionId, identity, ...rest }: Connection): KeyedItem {
  return {
    ...connectionKey(connectionId),
    u: identity.userId,
    n: identity.name,
    o: [...identity.roles],
    ...(identity.expiresAt === null ? {} : { e: identity.expiresAt }),
    c: rest.connectedAt,
    r: Object.fromEntries(rest.memberships.map(({ room, shard }) => [room, shard])),
    ...expiry(rest.expiresAt),
  };
}

/** The connection of a row. */
export function connectionOf(connectionId: string, item: Item): Connection {
  return {
    connectionId,
    identity: identityOf(item),
    connectedAt: numberOf(item, 'c'),
    expiresAt: numberOf(item, 'x'),
    memberships: membershipsOf(item),
  };
}

/** What stands in the place of a connection that must not be stored until then: to every reader, nothing. */
export function barItem(connectionId: string, until: number): KeyedItem {
  return { ...connectionKey(connectionId), b: until, ...expiry(until), x: 0 };
}

/** Whether a row is no connection, but a bar. */
export function isBar(item: Item): boolean {
  return 'b' in item;
}

/** One member of a shard; small, because a broadcast reads one for each recipient. */
export function memberItem(connection: Connection, { room, shard }: Membership): KeyedItem {
  const { connectionId, connectedAt, expiresAt } = connection;
  return { ...memberKey(room, shard, connectionId), c: connectedAt, ...expiry(expiresAt) };
}

/** One connection of a user. */
export function userConnectionItem({ identity, connectionId, ...rest }: Connection): KeyedItem {
  return {
    ...userConnectionKey(identity.userId, connectionId),
    c: rest.connectedAt,
    ...expiry(rest.expiresAt),
  };
}

/** The recipient of a user's row. */
export function recipientOf(item: Item): Recipient {
  // Rows of earlier versions hold no `c`.
  const connectedAt = 'c' in item ? numberOf(item, 'c') : numberOf(item, 'x') - LIMITS.connectionLife;
  return { connectionId: textOf(item, 'SK'), connectedAt };
}

function identityOf(item: Item): Identity {
  const roles: unknown = item['o'];
  return {
    userId: textOf(item, 'u'),
    name: textOf(item, 'n'),
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    expiresAt: 'e' in item ? numberOf(item, 'e') : null,
  };
}

function membershipsOf(item: Item): readonly Membership[] {
  const rooms: unknown = item['r'];
  if (typeof rooms !== 'object' || rooms === null) return [];
  return Object.entries(rooms).map(([room, shard]) => ({ room, shard: Number(shard) }));
}
