import type {
  Clock,
  Connection,
  ConnectionRepository,
  JoinOutcome,
  MemberPage,
  MemberPageOptions,
  Membership,
  ReadOptions,
  Recipient,
  RemoveOptions,
} from '@serverless-ws/chat-domain';
import { ChatError, membershipEnd } from '@serverless-ws/chat-domain';
import {
  barItem,
  connectionItem,
  connectionOf,
  isBar,
  memberItem,
  memberOf,
  userConnectionItem,
  userRecipientOf,
} from './items/connection-item.js';
import { MembershipRows } from './membership-rows.js';
import { MembershipWrites } from './membership-writes.js';
import type { ChatTable } from './table/chat-table.js';
import { get, put, replaceIf, take, update } from './table/chat-table.js';
import type { Item, KeyedItem } from './table/item.js';
import { lives, textOf } from './table/item.js';
import {
  connectionKey,
  type Key,
  memberKey,
  membersPartition,
  userConnectionKey,
  userConnectionsPartition,
} from './table/keys.js';
import { queryPage } from './table/query-page.js';
import { writeBatch } from './table/write-batch.js';

/** Rounds in which others change the membership that is being written, before that counts as a failure. */
const ROUNDS = 10;

/** Condition: what is there, if anything, is no bar, which outlives removals. */
const NO_BAR = { expression: 'attribute_not_exists(b)' };

/** The attributes of a member that a broadcast needs. */
const MEMBER_ATTRIBUTES = ['SK', 'c', 'x', 'g'];

/** The same, and whose connection it is. */
const USER_ATTRIBUTES = [...MEMBER_ATTRIBUTES, 'u', 'n'];

/**
 * Connections with their rooms, a row for each member and for each connection of a user. Rejects with `ChatError`
 * `unavailable` when DynamoDB does not respond.
 */
export class DynamoConnectionRepository implements ConnectionRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;
  readonly #rows: MembershipRows;
  readonly #writes: MembershipWrites;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
    this.#rows = new MembershipRows(table, clock);
    this.#writes = new MembershipWrites(table, clock);
  }

  async add(connection: Connection): Promise<boolean> {
    const rows = rowsOf(connection);
    // The connection last: a `remove` that finds it finds all rows, and one that came before has barred it.
    await writeBatch(
      this.#table,
      rows.map((row) => ({ put: row })),
    );
    const notBarred = {
      expression: 'attribute_not_exists(b) OR b <= :now',
      values: { ':now': this.#clock.now() },
    };
    const written = await replaceIf(this.#table, connectionItem(connection), notBarred);
    await this.#delete(written === null ? rows : outdated(connection, written.replaced));
    return written !== null;
  }

  async find(connectionId: string): Promise<Connection | null> {
    return this.#alive(connectionId, await get(this.#table, connectionKey(connectionId)));
  }

  async remove(
    connectionId: string,
    { userId, membership, barredUntil, isEvicted = false }: RemoveOptions = {},
  ): Promise<Connection | null> {
    // The connection first: after that no join can succeed, so no further rows can be added.
    const item = isEvicted ? null : await this.#take(connectionId, barredUntil);
    const known = [
      ...(userId === undefined ? [] : [userConnectionKey(userId, connectionId)]),
      ...(membership === undefined ? [] : [memberKey(membership.room, membership.shard, connectionId)]),
    ];
    await this.#delete([...rowsIn(connectionId, item, rowsOf), ...known]);
    return item === null ? null : this.#alive(connectionId, item);
  }

  async evict(connectionId: string): Promise<Connection | null> {
    const item = await take(this.#table, connectionKey(connectionId), NO_BAR);
    const rows = this.#delete(rowsIn(connectionId, item, memberRowsOf));
    await Promise.all([rows, item !== null && this.#endForUser(connectionId, textOf(item, 'u'))]);
    return item === null ? null : this.#alive(connectionId, item);
  }

  /** The row stays, for the socket to be closed; by it nothing is sent any more, as if its token had expired. */
  async #endForUser(connectionId: string, userId: string): Promise<void> {
    const change = { expression: 'SET e = :ended', values: { ':ended': 0 } };
    await update(this.#table, userConnectionKey(userId, connectionId), change, 'attribute_exists(PK)');
  }

  async join(connection: Connection, membership: Membership, maximum: number): Promise<JoinOutcome> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcome = await this.#tryJoin(connection, membership, maximum);
      if (outcome !== null) return outcome;
    }
    throw new ChatError('unavailable', 'The membership keeps changing.');
  }

  /** Joins; `null` where a concurrent `leave` or a concurrent join that failed came between. */
  async #tryJoin(
    connection: Connection,
    membership: Membership,
    maximum: number,
  ): Promise<JoinOutcome | null> {
    const { connectionId, identity } = connection;
    const { room, shard } = membership;
    // The row first: a member without a row would miss messages, a row without a member is undone below.
    await put(this.#table, memberItem(connection, membership));
    const isJoined = await this.#writes.add(connection, membership, maximum);
    if (isJoined && (await get(this.#table, memberKey(room, shard, connectionId))) !== null) {
      return { outcome: 'joined', membership };
    }
    const reconciled = await this.#rows.reconcile(connectionId, room, [shard]);
    if (reconciled === null || reconciled.identity.userId !== identity.userId) return { outcome: 'gone' };
    const known = reconciled.memberships.find((one) => one.room === room);
    if (known !== undefined) return { outcome: 'joined', membership: known };
    return reconciled.memberships.length >= maximum ? { outcome: 'full' } : null;
  }

  async leave(connectionId: string, room: string): Promise<boolean> {
    const membership = (await this.find(connectionId))?.memberships.find((one) => one.room === room);
    if (membership === undefined) return false;
    await take(this.#table, memberKey(room, membership.shard, connectionId));
    await this.#writes.remove(connectionId, membership);
    await this.#rows.reconcile(connectionId, room, [membership.shard]);
    return true;
  }

  async changeEnd(connectionId: string, membership: Membership, until: number | undefined): Promise<boolean> {
    const { room, shard } = membership;
    // The connection first: a row never ends later than what the connection once said.
    const connection = await this.#writes.changeEnd(connectionId, membership, until);
    if (connection === null) return false;
    const changed = { room, shard, ...(until !== undefined && { until }) };
    const from = membershipEnd(connection, membership);
    if (await this.#rows.moveEnd(connection, changed, from)) return true;
    const now = (await this.#rows.reconcile(connectionId, room, [shard]))?.memberships.find(
      (one) => one.room === room,
    );
    return now?.shard === shard && now.until === until;
  }

  async members(room: string, shard: number, { limit, from, users }: MemberPageOptions): Promise<MemberPage> {
    const range = { partition: membersPartition(room, shard) };
    const attributes = users === true ? USER_ATTRIBUTES : MEMBER_ATTRIBUTES;
    const options = { limit, attributes, ...(from !== undefined && { after: from }) };
    const page = await queryPage(this.#table, range, options);
    const now = this.#clock.now();
    const members = page.items.filter((item) => lives(item, now)).map(memberOf);
    return page.next === undefined ? { members } : { members, next: page.next };
  }

  async connectionsOf(userId: string): Promise<readonly string[]> {
    return (await this.#rowsOf(userId)).map((item) => textOf(item, 'SK'));
  }

  async recipientsOf(userId: string, options?: ReadOptions): Promise<readonly Recipient[]> {
    return (await this.#rowsOf(userId, options)).map(userRecipientOf);
  }

  async #rowsOf(userId: string, options?: ReadOptions): Promise<readonly Item[]> {
    const range = { partition: userConnectionsPartition(userId) };
    const items: Item[] = [];
    let after: string | undefined;
    do {
      const from = after === undefined ? {} : { after };
      const page = await queryPage(this.#table, range, { ...options, ...from });
      items.push(...page.items.filter((item) => lives(item, this.#clock.now())));
      after = page.next;
    } while (after !== undefined);
    return items;
  }

  async #delete(rows: readonly Key[]): Promise<void> {
    await writeBatch(
      this.#table,
      rows.map((row) => ({ delete: row })),
    );
  }

  /** Takes the row of a connection away; where it has none, it may be barred. */
  async #take(connectionId: string, barredUntil: number | undefined): Promise<Item | null> {
    const item = await take(this.#table, connectionKey(connectionId), NO_BAR);
    return item ?? this.#bar(connectionId, barredUntil);
  }

  /** Bars a connection that has no row; returns its row where it has got one meanwhile. */
  async #bar(connectionId: string, until: number | undefined): Promise<Item | null> {
    if (until === undefined) return null;
    const replaced = await put(this.#table, barItem(connectionId, until));
    return replaced === null || isBar(replaced) ? null : replaced;
  }

  #alive(connectionId: string, item: Item | null): Connection | null {
    return lives(item, this.#clock.now()) ? connectionOf(connectionId, item) : null;
  }
}

/** The rows that belong to the connection that a row holds, if it holds one. */
function rowsIn(connectionId: string, item: Item | null, rows: typeof rowsOf): readonly KeyedItem[] {
  return item === null || isBar(item) ? [] : rows(connectionOf(connectionId, item));
}

/** The rows of the connection that another one has replaced, but for those that belong to that one as well. */
function outdated(connection: Connection, replaced: Item | null): readonly Key[] {
  const kept = rowsOf(connection);
  return rowsIn(connection.connectionId, replaced, rowsOf).filter(
    (row) => !kept.some(({ PK, SK }) => PK === row.PK && SK === row.SK),
  );
}

/** The rows that belong to a connection, besides its own. */
function rowsOf(connection: Connection): readonly KeyedItem[] {
  return [...memberRowsOf(connection), userConnectionItem(connection)];
}

function memberRowsOf(connection: Connection): readonly KeyedItem[] {
  return connection.memberships.map((membership) => memberItem(connection, membership));
}
