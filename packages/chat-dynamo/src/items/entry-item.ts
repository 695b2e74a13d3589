import type { LogEntry, Sender } from '@serverless-ws/chat-domain';
import type { Item, KeyedItem } from '../table/item.js';
import { expiry, numberOf, textOf } from '../table/item.js';
import { entryKey } from '../table/keys.js';

/** The stored values of attribute `k`, one byte each. */
export const KINDS = {
  message: 'm',
  announcement: 'a',
  filler: 'v',
  tombstone: 't',
  deletion: 'd',
} as const satisfies Record<LogEntry['kind'], string>;

/** An entry of a room's log. Its attributes: "Stored attributes" in the package's README. */
export function entryItem(room: string, entry: LogEntry): KeyedItem {
  const { kind, seq, reservedAt, expiresAt } = entry;
  const base = { ...entryKey(room, seq), k: KINDS[kind], q: seq, t: reservedAt, ...expiry(expiresAt) };
  if (entry.kind === 'filler') return base;
  const signed = {
    ...base,
    i: entry.id,
    u: entry.sender.id,
    n: entry.sender.name,
    ...(entry.pushed && { p: true }),
  };
  if (entry.kind === 'deletion') return { ...signed, g: entry.target.seq, j: entry.target.id };
  const sent = entry.clientMessageId === undefined ? signed : { ...signed, m: entry.clientMessageId };
  return entry.kind === 'tombstone' ? sent : { ...sent, b: entry.text };
}

/** The entry of an item; a filler, where a later release has stored a kind that this one does not know. */
export function entryOf(item: Item): LogEntry {
  const position = {
    seq: numberOf(item, 'q'),
    reservedAt: numberOf(item, 't'),
    expiresAt: numberOf(item, 'x'),
  };
  const kind = kindOf(item);
  if (kind === 'filler') return { kind, ...position };
  const sender: Sender = { id: textOf(item, 'u'), name: textOf(item, 'n') };
  const signed = {
    ...position,
    id: textOf(item, 'i'),
    sender,
    ...(item['p'] === true && { pushed: true as const }),
  };
  if (kind === 'deletion')
    return { kind, ...signed, target: { seq: numberOf(item, 'g'), id: textOf(item, 'j') } };
  const sent = 'm' in item ? { ...signed, clientMessageId: textOf(item, 'm') } : signed;
  return kind === 'tombstone' ? { kind, ...sent } : { kind, ...sent, text: textOf(item, 'b') };
}

function kindOf(item: Item): LogEntry['kind'] {
  switch (textOf(item, 'k')) {
    case KINDS.message:
      return 'message';
    case KINDS.announcement:
      return 'announcement';
    case KINDS.tombstone:
      return 'tombstone';
    case KINDS.deletion:
      return 'deletion';
    default:
      return 'filler';
  }
}
