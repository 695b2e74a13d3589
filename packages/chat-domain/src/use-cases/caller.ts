import { ChatError } from '../model/chat-error.js';
import { membershipIn, type Connection } from '../model/connection.js';
import type { Identity } from '../model/identity.js';
import { LOBBY } from '../model/room-name.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';

/** Who sent a request: the identity that the gateway guarantees, and the connection of the request. */
export interface Caller {
  readonly identity: Identity;
  readonly connectionId: string;
}

/**
 * The stored connection of a caller. An id alone is not trusted: it must be a connection of this very user.
 * @throws ChatError `connection_gone`
 */
export async function connectionOf(
  connections: Pick<ConnectionRepository, 'find'>,
  { identity, connectionId }: Caller,
): Promise<Connection> {
  const connection = await connections.find(connectionId);
  if (connection === null || connection.identity.userId !== identity.userId) {
    throw new ChatError('connection_gone', 'This connection is not known any more; connect again.');
  }
  return connection;
}

/**
 * Makes sure that a caller is in a room at `now` (epoch milliseconds). Every user is in the lobby, so that costs no read.
 * @throws ChatError `not_joined`, `connection_gone`
 */
export async function requireMembership(
  connections: Pick<ConnectionRepository, 'find'>,
  caller: Caller,
  room: string,
  now: number,
): Promise<void> {
  if (room === LOBBY) return;
  const connection = await connectionOf(connections, caller);
  if (membershipIn(connection, room, now) === undefined) {
    throw new ChatError('not_joined', `Join ${room} first.`);
  }
}
