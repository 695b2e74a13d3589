import {
  isEnded,
  membershipEnd,
  type Connection,
  type Membership,
  type Recipient,
} from '../model/connection.js';
import { personOf } from '../model/identity.js';
import type { Clock } from '../ports/clock.js';
import type {
  ConnectionRepository,
  JoinOutcome,
  MemberPage,
  MemberPageOptions,
  RemoveOptions,
} from '../ports/connection-repository.js';

/** Connections and memberships in maps. For tests, and for servers of one process. */
export class InMemoryConnectionRepository implements ConnectionRepository {
  #connections = new Map<string, Connection>();
  /** Evicted connections, of which only the row of the user is left. */
  #evicted = new Map<string, Connection>();
  /** By room and shard, then by connection: what a broadcast reads. */
  #rows = new Map<string, Map<string, Recipient>>();
  /** Connections that must not be added, until when. */
  #barred = new Map<string, number>();

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A repository of its own that holds what this one holds now: for stale reads. */
  snapshot(): InMemoryConnectionRepository {
    const copied = new InMemoryConnectionRepository(this.#clock);
    copied.#connections = new Map(this.#connections);
    copied.#evicted = new Map(this.#evicted);
    copied.#barred = new Map(this.#barred);
    copied.#rows = new Map([...this.#rows].map(([shard, rows]) => [shard, new Map(rows)]));
    return copied;
  }

  async add(connection: Connection): Promise<boolean> {
    const now = this.#clock.now();
    this.#barred = new Map([...this.#barred].filter(([, until]) => until > now));
    if (this.#barred.has(connection.connectionId)) return false;
    this.#take(connection.connectionId);
    this.#evicted.delete(connection.connectionId);
    this.#connections.set(connection.connectionId, copy(connection));
    for (const membership of connection.memberships) this.#writeRow(connection, membership);
    return true;
  }

  async find(connectionId: string): Promise<Connection | null> {
    const connection = this.#alive(connectionId);
    return connection === null ? null : copy(connection);
  }

  async remove(
    connectionId: string,
    { userId, membership, barredUntil }: RemoveOptions = {},
  ): Promise<Connection | null> {
    const connection = this.#alive(connectionId);
    this.#take(connectionId);
    if (this.#evicted.get(connectionId)?.identity.userId === userId) this.#evicted.delete(connectionId);
    if (membership !== undefined) this.#shard(membership.room, membership.shard).delete(connectionId);
    if (connection === null && barredUntil !== undefined) this.#barred.set(connectionId, barredUntil);
    return connection;
  }

  async join(connection: Connection, membership: Membership, maximum: number): Promise<JoinOutcome> {
    const stored = this.#alive(connection.connectionId);
    if (stored === null || stored.identity.userId !== connection.identity.userId) return { outcome: 'gone' };
    const known = stored.memberships.find(({ room }) => room === membership.room);
    if (known === undefined) {
      if (stored.memberships.length >= maximum) return { outcome: 'full' };
      const memberships = [...stored.memberships, { ...membership }];
      this.#connections.set(stored.connectionId, { ...stored, memberships });
    }
    const current = known ?? { ...membership };
    this.#writeRow(stored, current);
    return { outcome: 'joined', membership: current };
  }

  async leave(connectionId: string, room: string): Promise<boolean> {
    const stored = this.#alive(connectionId);
    const membership = stored?.memberships.find((known) => known.room === room);
    if (!stored || !membership) return false;
    const memberships = stored.memberships.filter((known) => known.room !== room);
    this.#connections.set(connectionId, { ...stored, memberships });
    this.#shard(room, membership.shard).delete(connectionId);
    return true;
  }

  async changeEnd(
    connectionId: string,
    { room, shard, until: known }: Membership,
    until: number | undefined,
  ): Promise<boolean> {
    const stored = this.#alive(connectionId);
    const isIt = (one: Membership) => one.room === room && one.shard === shard && one.until === known;
    if (stored === null || !stored.memberships.some(isIt)) return false;
    const changed = { room, shard, ...(until !== undefined && { until }) };
    const memberships = stored.memberships.map((one) => (isIt(one) ? changed : one));
    this.#connections.set(connectionId, { ...stored, memberships });
    this.#writeRow(stored, changed);
    return true;
  }

  async evict(connectionId: string): Promise<void> {
    const connection = this.#alive(connectionId);
    this.#take(connectionId);
    if (connection !== null) this.#evicted.set(connectionId, connection);
  }

  async members(room: string, shard: number, { limit, from, users }: MemberPageOptions): Promise<MemberPage> {
    const ids = [...this.#shard(room, shard).keys()].sort();
    const rest = from === undefined ? ids : ids.filter((id) => id > from);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const members = page.flatMap((id) => this.#recipient(room, shard, id, users));
    return rest.length > page.length && last !== undefined ? { members, next: last } : { members };
  }

  async connectionsOf(userId: string): Promise<readonly string[]> {
    return this.#ownedBy(userId).map(({ connectionId }) => connectionId);
  }

  async recipientsOf(userId: string): Promise<readonly Recipient[]> {
    return this.#ownedBy(userId).map((connection) => {
      const isEvicted = this.#evicted.has(connection.connectionId);
      return { ...recipientOf(connection, {}), ...(isEvicted && { until: 0 }) };
    });
  }

  #ownedBy(userId: string): readonly Connection[] {
    return [...this.#connections.values(), ...this.#evicted.values()].filter(
      ({ identity, expiresAt }) => identity.userId === userId && expiresAt > this.#clock.now(),
    );
  }

  #alive(connectionId: string): Connection | null {
    const connection = this.#connections.get(connectionId);
    return connection !== undefined && connection.expiresAt > this.#clock.now() ? connection : null;
  }

  #take(connectionId: string): void {
    const memberships = this.#connections.get(connectionId)?.memberships ?? [];
    this.#connections.delete(connectionId);
    for (const { room, shard } of memberships) this.#shard(room, shard).delete(connectionId);
  }

  #recipient(room: string, shard: number, connectionId: string, users = false): readonly Recipient[] {
    const row = this.#shard(room, shard).get(connectionId);
    if (row === undefined || isEnded(row, this.#clock.now())) return [];
    const { user, ...recipient } = row;
    return [users && user !== undefined ? { ...recipient, user } : recipient];
  }

  #writeRow(connection: Connection, membership: Membership): void {
    const { room, shard } = membership;
    const user = personOf(connection.identity);
    this.#shard(room, shard).set(connection.connectionId, { ...recipientOf(connection, membership), user });
  }

  #shard(room: string, shard: number): Map<string, Recipient> {
    const key = `${room}#${shard}`;
    const rows = this.#rows.get(key) ?? new Map<string, Recipient>();
    this.#rows.set(key, rows);
    return rows;
  }
}

function recipientOf(connection: Connection, membership: Pick<Membership, 'until'>): Recipient {
  const { connectionId, connectedAt } = connection;
  const isGuest = membership.until !== undefined && { isGuest: true };
  return { connectionId, connectedAt, until: membershipEnd(connection, membership), ...isGuest };
}

/** The store's own copy: a caller that changes what it handed in must not change the store. */
function copy(connection: Connection): Connection {
  const identity = { ...connection.identity, roles: [...connection.identity.roles] };
  return { ...connection, identity, memberships: connection.memberships.map((known) => ({ ...known })) };
}
