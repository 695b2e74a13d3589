import type { IdempotencyRecord } from '@serverless-ws/chat-domain';
import type { Item, KeyedItem } from '../table/item.js';
import { expiry, numberOf, textOf } from '../table/item.js';
import { idempotencyRecordKey } from '../table/keys.js';

/** An idempotency record. Its attributes: "Stored attributes" in the package's README. */
export function idempotencyRecordItem({ userId, clientMessageId, ...record }: IdempotencyRecord): KeyedItem {
  return {
    ...idempotencyRecordKey(userId, clientMessageId),
    r: record.room,
    e: record.epoch,
    q: record.seq,
    t: record.reservedAt,
    ...(record.nonMessages !== undefined && { o: record.nonMessages }),
    d: record.fingerprint,
    ...expiry(record.expiresAt),
  };
}

/** The record of an item. */
export function idempotencyRecordOf(item: Item): IdempotencyRecord {
  return {
    userId: textOf(item, 'PK').slice('S#'.length),
    clientMessageId: textOf(item, 'SK'),
    room: textOf(item, 'r'),
    epoch: textOf(item, 'e'),
    seq: numberOf(item, 'q'),
    reservedAt: numberOf(item, 't'),
    ...('o' in item && { nonMessages: numberOf(item, 'o') }),
    fingerprint: textOf(item, 'd'),
    expiresAt: numberOf(item, 'x'),
  };
}
