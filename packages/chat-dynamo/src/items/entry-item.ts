import type {
  LogEntry,
  Message,
  MessageContent,
  MessageMeta,
  MessageReference,
  Sender,
} from '@serverless-ws/chat-domain';
import type { Item, KeyedItem } from '../table/item.js';
import { expiry, numberOf, textOf, textsOf } from '../table/item.js';
import { entryKey } from '../table/keys.js';

/** The stored values of attribute `k`, one byte each. */
export const KINDS = {
  message: 'm',
  announcement: 'a',
  filler: 'v',
  tombstone: 't',
  deletion: 'd',
  edit: 'e',
  reaction: 'r',
} as const satisfies Record<LogEntry['kind'], string>;

/** An entry of a room's log. Its attributes: "Stored attributes" in the package's README. */
export function entryItem(room: string, entry: LogEntry): KeyedItem {
  const { kind, seq, reservedAt, expiresAt } = entry;
  const base = { ...entryKey(room, seq), k: KINDS[kind], q: seq, t: reservedAt, ...expiry(expiresAt) };
  if (entry.kind === 'filler') return base;
  const counted = entry.nonMessages !== undefined && { o: entry.nonMessages };
  const people = { u: entry.sender.id, n: entry.sender.name, ...(entry.to !== undefined && { p: entry.to }) };
  const pushed = entry.pushed === true && { s: true };
  const signed = { ...base, i: entry.id, ...people, ...counted, ...pushed };
  if (entry.kind === 'deletion') return { ...signed, ...referenceItem(entry.target) };
  const sent = entry.clientMessageId === undefined ? signed : { ...signed, m: entry.clientMessageId };
  if (entry.kind === 'edit') return { ...sent, ...referenceItem(entry.target) };
  if (entry.kind === 'reaction') {
    return { ...sent, ...referenceItem(entry.target), c: entry.reaction, f: entry.on };
  }
  return entry.kind === 'tombstone' ? sent : { ...sent, ...contentItem(entry), ...besideContent(entry) };
}

/** The attributes of a message's content, and no others. `meta` is kept as text: as a map, some JSON could not be stored. */
export function contentItem({ text, meta, mentions }: MessageContent): Item {
  return {
    b: text,
    ...(meta !== undefined && { d: JSON.stringify(meta) }),
    ...(mentions !== undefined && { w: mentions }),
  };
}

function besideContent({ replyTo, edited }: Message): Item {
  return {
    ...(replyTo !== undefined && referenceItem(replyTo)),
    ...(edited !== undefined && { v: edited.seq, y: edited.at }),
  };
}

function referenceItem({ seq, id }: MessageReference): Item {
  return { g: seq, j: id };
}

function contentOf(item: Item): MessageContent {
  return {
    text: textOf(item, 'b'),
    ...('d' in item && { meta: metaOf(textOf(item, 'd')) }),
    ...('w' in item && { mentions: textsOf(item, 'w') }),
  };
}

function metaOf(json: string): MessageMeta {
  return JSON.parse(json);
}

/** The message that an entry names besides itself. */
function referenceOf(item: Item): MessageReference {
  return { seq: numberOf(item, 'g'), id: textOf(item, 'j') };
}

/** The entry of an item; a filler, where a later release has stored a kind that this one does not know. */
export function entryOf(item: Item): LogEntry {
  const position = {
    seq: numberOf(item, 'q'),
    reservedAt: numberOf(item, 't'),
    expiresAt: numberOf(item, 'x'),
    ...('o' in item && { nonMessages: numberOf(item, 'o') }),
  };
  const kind = kindOf(item);
  if (kind === 'filler') return { kind, ...position };
  const sender: Sender = { id: textOf(item, 'u'), name: textOf(item, 'n') };
  const signed = {
    ...position,
    id: textOf(item, 'i'),
    sender,
    ...('p' in item && { to: textOf(item, 'p') }),
    ...('s' in item && { pushed: true as const }),
  };
  if (kind === 'deletion') return { kind, ...signed, target: referenceOf(item) };
  const sent = 'm' in item ? { ...signed, clientMessageId: textOf(item, 'm') } : signed;
  if (kind === 'tombstone') return { kind, ...sent };
  if (kind === 'edit') return { kind, ...sent, target: referenceOf(item) };
  if (kind === 'reaction') {
    return { kind, ...sent, target: referenceOf(item), reaction: textOf(item, 'c'), on: item['f'] === true };
  }
  return {
    kind,
    ...sent,
    ...contentOf(item),
    ...('g' in item && { replyTo: referenceOf(item) }),
    ...('v' in item && { edited: { seq: numberOf(item, 'v'), at: numberOf(item, 'y') } }),
  };
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
    case KINDS.edit:
      return 'edit';
    case KINDS.reaction:
      return 'reaction';
    default:
      return 'filler';
  }
}
