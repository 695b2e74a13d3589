import type { IdempotencyRecord, MessageContent } from '@serverless-ws/chat-domain';
import type { Item, KeyedItem } from '../table/item.js';
import { expiry, numberOf, textOf, textsOf } from '../table/item.js';
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
    ...(record.replacement !== undefined && replacementItem(record.replacement)),
    ...(record.rejection !== undefined && { j: record.rejection }),
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
    ...('b' in item && { replacement: replacementOf(item) }),
    ...('j' in item && { rejection: textOf(item, 'j') }),
    expiresAt: numberOf(item, 'x'),
  };
}

/** What {@link replacementItem} stores, as an update expression that removes it. */
export const REMOVED_REPLACEMENT = 'REMOVE b, g, w';

/** `meta` is kept as text, as in entries. */
function replacementItem({ text, meta, mentions }: MessageContent): Item {
  return {
    b: text,
    ...(meta !== undefined && { g: JSON.stringify(meta) }),
    ...(mentions !== undefined && { w: mentions }),
  };
}

function replacementOf(item: Item): MessageContent {
  return {
    text: textOf(item, 'b'),
    ...('g' in item && { meta: JSON.parse(textOf(item, 'g')) }),
    ...('w' in item && { mentions: textsOf(item, 'w') }),
  };
}
