import type { Connection, Identity, Membership, Recipient } from '@serverless-ws/chat-domain';
import { LIMITS, membershipEnd } from '@serverless-ws/chat-domain';
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
    ...tokenEnd(identity),
    c: rest.connectedAt,
    r: Object.fromEntries(rest.memberships.map(({ room, shard }) => [room, shard])),
    ...Object.fromEntries(
      rest.memberships.flatMap(({ room, until }) =>
        until === undefined ? [] : [[endAttribute(room), until]],
      ),
    ),
    ...expiry(rest.expiresAt),
  };
}

/** The attribute of a connection that says when its membership of a room ends; absent where that lasts as long. */
export function endAttribute(room: string): string {
  return `e#${room}`;
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

/**
 * One member of a shard; small, because a broadcast reads one for each recipient: of its user it has what a list of
 * members shows. It ends with the membership, but is
 * deleted with the connection, as the membership may be prolonged until then.
 */
export function memberItem(connection: Connection, membership: Membership): KeyedItem {
  const { connectionId, connectedAt, expiresAt, identity } = connection;
  const { room, shard } = membership;
  const { ttl } = expiry(expiresAt);
  return {
    ...memberKey(room, shard, connectionId),
    u: identity.userId,
    n: identity.name,
    c: connectedAt,
    x: membershipEnd(connection, membership),
    ...(membership.until !== undefined && { g: 1 }),
    ttl,
  };
}

/** The member of a row, with its user where that was read. Rows of earlier releases do not say it. */
export function memberOf(item: Item): Recipient {
  return {
    connectionId: textOf(item, 'SK'),
    connectedAt: numberOf(item, 'c'),
    until: numberOf(item, 'x'),
    ...('g' in item && { isGuest: true }),
    ...('u' in item && { user: { id: textOf(item, 'u'), name: textOf(item, 'n') } }),
  };
}

/** One connection of a user: lasts as long as that, and says when its token expires, for what is sent to the user. */
export function userConnectionItem({
  identity,
  connectionId,
  connectedAt,
  expiresAt,
}: Connection): KeyedItem {
  return {
    ...userConnectionKey(identity.userId, connectionId),
    c: connectedAt,
    ...tokenEnd(identity),
    ...expiry(expiresAt),
  };
}

/** The connection of a user's row, as a recipient. Rows of earlier releases say no more than when it ends. */
export function userRecipientOf(item: Item): Recipient {
  const expiresAt = numberOf(item, 'x');
  return {
    connectionId: textOf(item, 'SK'),
    connectedAt: 'c' in item ? numberOf(item, 'c') : expiresAt - LIMITS.connectionLife,
    until: 'e' in item ? Math.min(expiresAt, numberOf(item, 'e')) : expiresAt,
  };
}

function tokenEnd({ expiresAt }: Identity): { readonly e?: number } {
  return expiresAt === null ? {} : { e: expiresAt };
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
  return Object.entries(rooms).map(([room, shard]) => {
    const end = endAttribute(room);
    return { room, shard: Number(shard), ...(Object.hasOwn(item, end) && { until: numberOf(item, end) }) };
  });
}
