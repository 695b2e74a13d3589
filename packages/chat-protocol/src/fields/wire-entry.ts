import type { VisibleEntry } from '@serverless-ws/chat-domain';
import * as v from 'valibot';

const place = { seq: v.number(), id: v.string() };
const origin = { sender: v.object({ id: v.string(), name: v.string() }), sentAt: v.number() };
const clientMessageId = v.exactOptional(v.string());

/** Something that somebody said. `sentAt` is in epoch milliseconds, by the server's clock. */
export const MessageEntrySchema = v.object({
  ...place,
  kind: v.picklist(['message', 'announcement']),
  ...origin,
  text: v.string(),
  clientMessageId,
});

/** The place of a message that was deleted: who sent it and when, without the text. */
export const DeletedEntrySchema = v.object({
  ...place,
  kind: v.literal('deleted'),
  ...origin,
  clientMessageId,
});

/** The news that the message at `target` was deleted; `sender` is who deleted it. */
export const DeletionEntrySchema = v.object({
  ...place,
  kind: v.literal('deletion'),
  target: v.number(),
  ...origin,
});

/** One entry of a room's log, as clients see it; told apart by `kind`. */
export const WireEntrySchema = v.variant('kind', [
  MessageEntrySchema,
  DeletedEntrySchema,
  DeletionEntrySchema,
]);

/** One entry of a room's log, as clients see it; told apart by `kind`. */
export type WireEntry = v.InferOutput<typeof WireEntrySchema>;

/**
 * An entry that this version cannot read, from a server that knows more kinds. Only its place counts: a client moves
 * its cursor past it and shows nothing.
 */
export const UnknownEntrySchema = v.pipe(
  v.object({ seq: v.number() }),
  v.transform(({ seq }) => ({ kind: 'unknown' as const, seq })),
);

/** What stands in a page: the entries that exist today, and room for those of tomorrow. */
export const ReceivedEntrySchema = v.union([WireEntrySchema, UnknownEntrySchema]);

/** What a client finds in a page: a {@link WireEntry}, or one of a kind that it does not know. */
export type ReceivedEntry = v.InferOutput<typeof ReceivedEntrySchema>;

/** The entry of the log as it goes over the wire. What only the store needs (`expiresAt`) stays behind. */
export function wireEntry(entry: VisibleEntry): WireEntry {
  const base = { seq: entry.seq, id: entry.id, sender: entry.sender, sentAt: entry.takenAt };
  if (entry.kind === 'deletion') return { ...base, kind: entry.kind, target: entry.target };
  const own = entry.clientMessageId === undefined ? {} : { clientMessageId: entry.clientMessageId };
  if (entry.kind === 'tombstone') return { ...base, kind: 'deleted', ...own };
  return { ...base, kind: entry.kind, text: entry.text, ...own };
}
