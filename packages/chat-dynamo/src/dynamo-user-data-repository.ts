import {
  ERASED,
  type Clock,
  type ErasedEntry,
  type Invitation,
  type MessageReference,
  type OwnEntry,
  type RecordPage,
  type RecordPageOptions,
  type UserDataRepository,
} from '@serverless-ws/chat-domain';
import { entryItem } from './items/entry-item.js';
import { idempotencyRecordOf } from './items/idempotency-record-item.js';
import { markNamesOf } from './items/reactions-item.js';
import { get, putIf, take, update, type ChatTable } from './table/chat-table.js';
import { lives, numberOf, textOf } from './table/item.js';
import {
  entryKey,
  idempotencyRecordKey,
  invitedPartition,
  reactionsKey,
  recordsPartition,
} from './table/keys.js';
import { queryPage } from './table/query-page.js';

/**
 * What is stored of a user, by the partitions that bear their id, and by the positions that their records name. Rejects
 * with `ChatError` `unavailable` when DynamoDB does not respond.
 */
export class DynamoUserDataRepository implements UserDataRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, client, table }: ChatTable & { readonly clock: Clock }) {
    this.#table = { client, table };
    this.#clock = clock;
  }

  async records(userId: string, { limit, after }: RecordPageOptions): Promise<RecordPage> {
    const options = { limit, ...(after !== undefined && { after }) };
    const { items, next } = await queryPage(this.#table, { partition: recordsPartition(userId) }, options);
    return { records: items.map(idempotencyRecordOf), ...(next !== undefined && { next }) };
  }

  async forgetRecord(userId: string, clientMessageId: string): Promise<void> {
    await take(this.#table, idempotencyRecordKey(userId, clientMessageId));
  }

  eraseEntry({ room, userId, id }: OwnEntry, entry: ErasedEntry): Promise<boolean> {
    return putIf(this.#table, entryItem(room, entry), {
      expression: 'i = :id AND u = :user',
      values: { ':id': id, ':user': userId },
    });
  }

  async eraseRecipient(room: string, { seq, id }: MessageReference, userId: string): Promise<void> {
    const values = { ':erased': ERASED.id, ':id': id, ':user': userId };
    const change = { expression: 'SET p = :erased', values };
    await update(this.#table, entryKey(room, seq), change, 'i = :id AND p = :user');
  }

  async eraseReactions(room: string, { seq, id }: MessageReference, userId: string): Promise<void> {
    const key = reactionsKey(room, seq);
    const item = await get(this.#table, key);
    const own = item === null ? [] : markNamesOf(item, userId);
    if (own.length === 0) return;
    const names = Object.fromEntries(own.map((name, index) => [`#m${index}`, name]));
    const expression = `REMOVE ${Object.keys(names).join(', ')}`;
    await update(this.#table, key, { expression, names, values: { ':id': id } }, 'i = :id');
  }

  async invitations(userId: string): Promise<readonly Pick<Invitation, 'room' | 'expiresAt'>[]> {
    const found: Pick<Invitation, 'room' | 'expiresAt'>[] = [];
    let after: string | undefined;
    do {
      const options = { ...(after !== undefined && { after }) };
      const page = await queryPage(this.#table, { partition: invitedPartition(userId) }, options);
      const living = page.items.filter((item) => lives(item, this.#clock.now()));
      found.push(...living.map((item) => ({ room: textOf(item, 'SK'), expiresAt: numberOf(item, 'x') })));
      after = page.next;
    } while (after !== undefined);
    return found;
  }
}
