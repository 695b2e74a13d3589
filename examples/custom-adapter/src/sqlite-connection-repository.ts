import type { Clock, Connection, ConnectionRepository, JoinOutcome } from '@serverless-ws/chat-domain';
import type {
  MemberPage,
  MemberPageOptions,
  Membership,
  Recipient,
  RemoveOptions,
} from '@serverless-ws/chat-domain';
import type { Database } from 'node-sqlite3-wasm';
import { connectionOf, memberOf, membershipOf, recipientOf } from './rows.js';
import { SCHEMA } from './schema.js';

/**
 * `ConnectionRepository` on SQLite. Every method that writes is one transaction, which gives most of what the port
 * guarantees about concurrent calls.
 */
export class SqliteConnectionRepository implements ConnectionRepository {
  readonly #database: Database;
  readonly #clock: Clock;

  /** Makes the tables where they are missing. */
  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;

    database.exec(SCHEMA);
  }

  async add(connection: Connection): Promise<boolean> {
    const { connectionId, identity, connectedAt, expiresAt, memberships } = connection;
    const { userId, expiresAt: tokenEndsAt } = identity;
    const row = [connectionId, userId, JSON.stringify(identity), connectedAt, tokenEndsAt, expiresAt];
    return this.#transaction(() => {
      this.#database.run('DELETE FROM barred WHERE until <= ?', [this.#clock.now()]);
      if (this.#database.get('SELECT id FROM barred WHERE id = ?', [connectionId]) !== null) return false;
      // Reads skip expired connections; the next `add` deletes them.
      this.#database.run('DELETE FROM connections WHERE id = ? OR expires_at <= ?', [
        connectionId,
        this.#clock.now(),
      ]);
      this.#database.run('INSERT INTO connections VALUES (?, ?, ?, ?, ?, ?, 0)', row);
      for (const membership of memberships) this.#list(connectionId, membership);
      return true;
    });
  }

  async find(connectionId: string): Promise<Connection | null> {
    return this.#find(connectionId);
  }

  /** Deletes what the options know of as well: there is no other row of a connection than its own, and those below it. */
  async remove(connectionId: string, { barredUntil }: RemoveOptions = {}): Promise<Connection | null> {
    return this.#transaction(() => {
      const connection = this.#find(connectionId);
      this.#database.run('DELETE FROM connections WHERE id = ?', [connectionId]);
      if (connection === null && barredUntil !== undefined)
        this.#database.run('INSERT OR REPLACE INTO barred VALUES (?, ?)', [connectionId, barredUntil]);
      return connection;
    });
  }

  async join(connection: Connection, membership: Membership, maximum: number): Promise<JoinOutcome> {
    return this.#transaction((): JoinOutcome => {
      const stored = this.#find(connection.connectionId);
      if (stored?.identity.userId !== connection.identity.userId) return { outcome: 'gone' };
      const known = stored.memberships.find(({ room }) => room === membership.room);
      if (known === undefined && stored.memberships.length >= maximum) return { outcome: 'full' };
      this.#list(stored.connectionId, known ?? membership);
      return { outcome: 'joined', membership: known ?? membership };
    });
  }

  async changeEnd(connectionId: string, membership: Membership, until?: number): Promise<boolean> {
    const sql = `UPDATE memberships SET until = ? WHERE connection_id = ? AND room = ? AND shard = ? AND until IS ?
      AND connection_id IN (SELECT id FROM connections WHERE expires_at > ?)`;
    const { room, shard } = membership;
    const known = membership.until ?? null;
    const values = [until ?? null, connectionId, room, shard, known, this.#clock.now()];
    return this.#database.run(sql, values).changes > 0;
  }

  async evict(connectionId: string): Promise<void> {
    this.#transaction(() => {
      this.#database.run('UPDATE connections SET is_evicted = 1 WHERE id = ?', [connectionId]);
      this.#database.run('DELETE FROM memberships WHERE connection_id = ?', [connectionId]);
    });
  }

  async leave(connectionId: string, room: string): Promise<boolean> {
    const sql = `DELETE FROM memberships WHERE connection_id = ? AND room = ?
      AND connection_id IN (SELECT id FROM connections WHERE expires_at > ?)`;
    return this.#database.run(sql, [connectionId, room, this.#clock.now()]).changes > 0;
  }

  async members(
    room: string,
    shard: number,
    { limit, from = '', users = false }: MemberPageOptions,
  ): Promise<MemberPage> {
    const sql = `SELECT id, connected_at, identity, ${endOf('until')} AS ends_at, until IS NOT NULL AS is_guest
      FROM memberships JOIN connections ON id = connection_id
      WHERE room = ? AND shard = ? AND connection_id > ? AND ends_at > ?
      ORDER BY connection_id LIMIT ?`;
    const rows = this.#database.all(sql, [room, shard, from, this.#clock.now(), limit]);
    const members = rows.map(users ? memberOf : recipientOf);
    const last = members.at(-1);
    return last !== undefined && members.length === limit
      ? { members, next: last.connectionId }
      : { members };
  }

  async connectionsOf(userId: string): Promise<readonly string[]> {
    return (await this.recipientsOf(userId)).map(({ connectionId }) => connectionId);
  }

  async recipientsOf(userId: string): Promise<readonly Recipient[]> {
    const end = `CASE WHEN is_evicted THEN 0 ELSE ${endOf('NULL')} END`;
    const sql = `SELECT id, connected_at, ${end} AS ends_at, 0 AS is_guest FROM connections
      WHERE user_id = ? AND expires_at > ?`;
    return this.#database.all(sql, [userId, this.#clock.now()]).map(recipientOf);
  }

  #find(connectionId: string): Connection | null {
    const known = 'SELECT * FROM connections WHERE id = ? AND expires_at > ? AND NOT is_evicted';
    const row = this.#database.get(known, [connectionId, this.#clock.now()]);
    if (row === null) return null;
    const sql = 'SELECT room, shard, until FROM memberships WHERE connection_id = ?';
    return connectionOf(row, this.#database.all(sql, [connectionId]).map(membershipOf));
  }

  #list(connectionId: string, { room, shard, until }: Membership): void {
    const sql = `INSERT INTO memberships (connection_id, room, shard, until) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING`;
    this.#database.run(sql, [connectionId, room, shard, until ?? null]);
  }

  /** Takes the write lock first, so that no other process writes between the reads and the writes. */
  #transaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

/** When a membership ends, in SQL: the scalar `MIN` of what is known of it. */
function endOf(until: string): string {
  return `MIN(expires_at, IFNULL(token_ends_at, expires_at), IFNULL(${until}, expires_at))`;
}
