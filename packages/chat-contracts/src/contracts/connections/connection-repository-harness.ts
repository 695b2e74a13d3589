import type { Connection, Membership, ConnectionRepository, JoinOutcome } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link ConnectionRepository} needs: an empty repository and the clock it reads. */
export interface ConnectionRepositoryHarness extends Closable {
  readonly repository: ConnectionRepository;
  readonly clock: MovableClock;
}

/** The ids in a shard, in order, by reading all pages. */
export async function walk(
  repository: ConnectionRepository,
  room: string,
  shard = 0,
  limit = 100,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let from: string | undefined;
  do {
    const page = await repository.members(room, shard, from === undefined ? { limit } : { limit, from });
    ids.push(...page.members.map(({ connectionId }) => connectionId));
    from = page.next;
  } while (from !== undefined);
  return ids.sort();
}

/** The shards, of the first four of a room, that hold a row of a connection. */
export async function rowsOf(
  repository: ConnectionRepository,
  connectionId: string,
  room: string,
): Promise<readonly number[]> {
  const shards = await Promise.all([0, 1, 2, 3].map((shard) => walk(repository, room, shard)));
  return shards.flatMap((ids, shard) => ids.filter((id) => id === connectionId).map(() => shard));
}

/** A connection with its memberships in order, for comparison. */
export function inOrder(connection: Connection | null): Connection | null {
  if (connection === null) return null;
  const memberships = [...connection.memberships].sort((a, b) => (a.room < b.room ? -1 : 1));
  return { ...connection, memberships };
}

/** Joins as most cases do: with room for a hundred. */
export function join(
  { repository }: ConnectionRepositoryHarness,
  connection: Connection,
  membership: Membership,
): Promise<JoinOutcome> {
  return repository.join(connection, membership, 100);
}
