import type {
  Clock,
  Connection,
  ConnectionRepository,
  JoinOutcome,
  MemberPage,
  MemberPageOptions,
  Membership,
  Recipient,
  RemoveOptions,
} from '@serverless-ws/chat-domain';
import {
  barItem,
  connectionItem,
  connectionOf,
  isBar,
  memberItem,
  recipientOf,
  userConnectionItem,
} from './items/connection-item.js';
import { MembershipRows } from './membership-rows.js';
import type { ChatTable } from './table/chat-table.js';
import { get, put, replaceIf, take, update } from './table/chat-table.js';
import type { Item } from './table/item.js';
import { lives, numberOf, textOf } from './table/item.js';
import {
  connectionKey,
  memberKey,
  membersPartition,
  userConnectionKey,
  userConnectionsPartition,
} from './table/keys.js';
import { queryPage } from './table/query-page.js';
import { writeBatch } from './table/write-batch.js';

/** Condition: the connection exists, belongs to this user, is not in the room yet and not in too many rooms. */
const MAY_JOIN =
  'attribute_exists(PK) AND u = :user AND x > :now AND attribute_not_exists(r.#room) AND size(r) < :maximum';

/** Condition: what is there, if anything, is no bar, which outlives removals. */
const NO_BAR = { expression: 'attribute_not_exists(b)' };

/** The attributes of a member that a broadcast needs. */
const MEMBER_ATTRIBUTES = ['SK', 'c', 'x'];

/**
 * Connections with their rooms, a row for each member and for each connection of a user. Rejects with `ChatError`
 * `unavailable` when DynamoDB does not respond.
 */
export class DynamoConnectionRepository implements ConnectionRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;
  readonly #rows: MembershipRows;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
    this.#rows = new MembershipRows(table, clock);
  }

  async add(connection: Connection): Promise<boolean> {
    // The connection first: `remove` finds every row that is written after it.
    const notBarred = {
      expression: 'attribute_not_exists(b) OR b <= :now',
      values: { ':now': this.#clock.now() },
    };
    const written = await replaceIf(this.#table, connectionItem(connection), notBarred);
    if (written === null) return false;
    await writeBatch(this.#table, [
      ...rowsIn(connection.connectionId, written.replaced).map((row) => ({ delete: row })),
      ...rowsOf(connection).map((row) => ({ put: row })),
    ]);
    return true;
  }

  async find(connectionId: string): Promise<Connection | null> {
    return this.#alive(connectionId, await get(this.#table, connectionKey(connectionId)));
  }

  async remove(
    connectionId: string,
    { userId, membership, barredUntil }: RemoveOptions = {},
  ): Promise<Connection | null> {
    // The connection first: after that no join can succeed, so no further rows can be added.
    const item =
      (await take(this.#table, connectionKey(connectionId), NO_BAR)) ??
      (await this.#bar(connectionId, barredUntil));
    const known = [
      ...(userId === undefined ? [] : [userConnectionKey(userId, connectionId)]),
      ...(membership === undefined ? [] : [memberKey(membership.room, membership.shard, connectionId)]),
    ];
    const rows = [...rowsIn(connectionId, item), ...known];
    await writeBatch(
      this.#table,
      rows.map((row) => ({ delete: row })),
    );
    return item === null ? null : this.#alive(connectionId, item);
  }

  async join(connection: Connection, membership: Membership, maximum: number): Promise<JoinOutcome> {
    const { connectionId, identity } = connection;
    const { room, shard } = membership;
    // The row first: a member without a row would miss messages, a row without a member is undone below.
    await put(this.#table, memberItem(connection, membership));
    const joined = await update(
      this.#table,
      connectionKey(connectionId),
      {
        expression: 'SET r.#room = :shard',
        names: { '#room': room },
        values: {
          ':shard': shard,
          ':user': identity.userId,
          ':now': this.#clock.now(),
          ':maximum': maximum,
        },
      },
      MAY_JOIN,
    );
    if (joined !== null && (await get(this.#table, memberKey(room, shard, connectionId))) !== null) {
      return { outcome: 'joined', membership: { room, shard } };
    }
    const reconciled = await this.#rows.reconcile(connectionId, room, [shard]);
    if (reconciled === null || reconciled.identity.userId !== identity.userId) return { outcome: 'gone' };
    const known = reconciled.memberships.find((one) => one.room === room);
    return known === undefined ? { outcome: 'full' } : { outcome: 'joined', membership: known };
  }

  async leave(connectionId: string, room: string): Promise<boolean> {
    const membership = (await this.find(connectionId))?.memberships.find((one) => one.room === room);
    if (membership === undefined) return false;
    await take(this.#table, memberKey(room, membership.shard, connectionId));
    const change = {
      expression: 'REMOVE r.#room',
      names: { '#room': room },
      values: { ':shard': membership.shard },
    };
    await update(
      this.#table,
      connectionKey(connectionId),
      change,
      'attribute_exists(PK) AND r.#room = :shard',
    );
    await this.#rows.reconcile(connectionId, room, [membership.shard]);
    return true;
  }

  async members(room: string, shard: number, { limit, from }: MemberPageOptions): Promise<MemberPage> {
    const range = { partition: membersPartition(room, shard) };
    const options = { limit, attributes: MEMBER_ATTRIBUTES, ...(from !== undefined && { after: from }) };
    const page = await queryPage(this.#table, range, options);
    const now = this.#clock.now();
    const members = page.items
      .filter((item) => lives(item, now))
      .map((item) => ({ connectionId: textOf(item, 'SK'), connectedAt: numberOf(item, 'c') }));
    return page.next === undefined ? { members } : { members, next: page.next };
  }

  async prune(room: string, shard: number, connectionIds: readonly string[]): Promise<void> {
    // An empty id has no row, and DynamoDB would reject the whole batch because of it.
    const named = connectionIds.filter((id) => id !== '');
    await writeBatch(
      this.#table,
      named.map((id) => ({ delete: memberKey(room, shard, id) })),
    );
  }

  async connectionsOf(userId: string): Promise<readonly string[]> {
    return (await this.recipientsOf(userId)).map(({ connectionId }) => connectionId);
  }

  async recipientsOf(userId: string): Promise<readonly Recipient[]> {
    const range = { partition: userConnectionsPartition(userId) };
    const recipients: Recipient[] = [];
    let after: string | undefined;
    do {
      const page = await queryPage(this.#table, range, after === undefined ? {} : { after });
      recipients.push(...page.items.filter((item) => lives(item, this.#clock.now())).map(recipientOf));
      after = page.next;
    } while (after !== undefined);
    return recipients;
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
function rowsIn(connectionId: string, item: Item | null) {
  return item === null || isBar(item) ? [] : rowsOf(connectionOf(connectionId, item));
}

/** The rows that belong to a connection, besides its own. */
function rowsOf(connection: Connection) {
  return [
    ...connection.memberships.map((membership) => memberItem(connection, membership)),
    userConnectionItem(connection),
  ];
}
