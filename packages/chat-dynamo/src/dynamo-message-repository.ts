import type {
  Clock,
  IdempotencyRecord,
  LogCursor,
  LogEntry,
  Message,
  MessageEdit,
  MessageReference,
  MessageRepository,
  ReactionMark,
  ReadRange,
  ReplacedRecord,
  VisibleEntry,
} from '@serverless-ws/chat-domain';
import { isMessage } from '@serverless-ws/chat-domain';
import { contentChange } from './items/content-change.js';
import { entryItem, entryOf, storedKind } from './items/entry-item.js';
import {
  idempotencyRecordItem,
  idempotencyRecordOf,
  REMOVED_REPLACEMENT,
} from './items/idempotency-record-item.js';
import { marksOf, markChange, reactionsItem, type ReactedMessage } from './items/reactions-item.js';
import { completeEntries, countEntries, entriesOf } from './log-rows.js';
import type { ChatTable } from './table/chat-table.js';
import { get, putIf, update } from './table/chat-table.js';
import { lives, type Item } from './table/item.js';
import {
  entryKey,
  idempotencyRecordKey,
  logPartition,
  position,
  reactionsKey,
  reactionsPosition,
} from './table/keys.js';
import { putIfEmpty } from './table/put-if-empty.js';
import { queryPage } from './table/query-page.js';

/** Items of a page after the first, which was short because entries on it had expired. */
const FURTHER_PAGE = 100;

/** The entries of every room's log, in its partition, and the idempotency records. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoMessageRepository implements MessageRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
  }

  async find(room: string, seq: number): Promise<LogEntry | null> {
    const item = await get(this.#table, entryKey(room, seq));
    return lives(item, this.#clock.now()) ? entryOf(item) : null;
  }

  async read(room: string, range: ReadRange): Promise<readonly LogEntry[]> {
    const { from, to, order, limit, reactions = false } = range;
    // DynamoDB rejects an empty range and a limit below 1.
    if (from > to || to < 0 || limit < 1) return [];
    const now = this.#clock.now();
    const descending = order === 'descending';
    const rows = {
      partition: logPartition(room),
      between: [position(from), reactions ? reactionsPosition(to) : position(to)] as const,
      descending,
    };
    const isEnough = (items: readonly Item[]): boolean =>
      (reactions ? completeEntries(items, now, descending) : countEntries(items, now)) >= limit;
    // Each message may have a row of reactions beside its own.
    const first = await queryPage(this.#table, rows, { limit: reactions ? 2 * limit : limit });
    const items = [...first.items];
    for (let after = first.next; after !== undefined && !isEnough(items);) {
      const page = await queryPage(this.#table, rows, { limit: FURTHER_PAGE, after });
      items.push(...page.items);
      after = page.next;
    }
    return entriesOf(items, now, reactions).slice(0, limit);
  }

  async append(room: string, entry: LogEntry): Promise<LogEntry | null> {
    const there = await putIfEmpty(this.#table, entryItem(room, entry), this.#clock.now());
    return there && entryOf(there);
  }

  async replace(room: string, entry: VisibleEntry, expected: VisibleEntry['kind']): Promise<boolean> {
    return putIf(this.#table, entryItem(room, entry), {
      expression: 'k = :kind AND i = :id AND x > :now',
      values: { ':kind': storedKind(expected), ':id': entry.id, ':now': this.#clock.now() },
    });
  }

  async edit(room: string, target: MessageReference, edit: MessageEdit): Promise<Message | null> {
    const { change, condition } = contentChange(target, edit, this.#clock.now());
    const changed = await update(this.#table, entryKey(room, target.seq), change, condition);
    // Condition failed: a later edit was faster, or this one was made before; or there is no such message.
    const entry = changed === null ? await this.find(room, target.seq) : entryOf(changed);
    return entry !== null && isMessage(entry) && entry.id === target.id ? entry : null;
  }

  async react(room: string, target: ReactedMessage, mark: ReactionMark): Promise<void> {
    const key = reactionsKey(room, target.seq);
    const { change, condition } = markChange(target, mark);
    if ((await update(this.#table, key, change, condition)) !== null) return;
    // Condition failed: a later mark is there, or what an earlier log of the room had at this position, for its deletion.
    const item = { ...key, ...reactionsItem(target, mark) };
    const isReplaced = await putIf(this.#table, item, {
      expression: 'i <> :id',
      values: { ':id': target.id },
    });
    // Another user's mark may have replaced that at the same time.
    if (!isReplaced) await update(this.#table, key, change, condition);
  }

  async reactions(room: string, { seq, id }: MessageReference): Promise<readonly ReactionMark[]> {
    return marksOf(await get(this.#table, reactionsKey(room, seq)), id, this.#clock.now());
  }

  async findIdempotencyRecord(userId: string, clientMessageId: string): Promise<IdempotencyRecord | null> {
    const item = await get(this.#table, idempotencyRecordKey(userId, clientMessageId));
    return lives(item, this.#clock.now()) ? idempotencyRecordOf(item) : null;
  }

  async putIfAbsent(record: IdempotencyRecord): Promise<IdempotencyRecord | null> {
    const there = await putIfEmpty(this.#table, idempotencyRecordItem(record), this.#clock.now());
    return there && idempotencyRecordOf(there);
  }

  async move(record: IdempotencyRecord, from: LogCursor): Promise<IdempotencyRecord> {
    const { epoch, seq } = from;
    const moved = await putIf(this.#table, idempotencyRecordItem(record), {
      expression: 'r = :room AND e = :epoch AND q = :seq AND x > :now',
      values: { ':room': record.room, ':epoch': epoch, ':seq': seq, ':now': this.#clock.now() },
    });
    // Condition failed: moved before, by another writer or by our own try whose response was lost; or expired.
    return moved ? record : ((await this.putIfAbsent(record)) ?? record);
  }

  async forgetReplacement({ userId, clientMessageId, room, seq }: ReplacedRecord): Promise<void> {
    const key = idempotencyRecordKey(userId, clientMessageId);
    const change = { expression: REMOVED_REPLACEMENT, values: { ':room': room, ':seq': seq } };
    await update(this.#table, key, change, 'r = :room AND q = :seq AND attribute_exists(b)');
  }
}
