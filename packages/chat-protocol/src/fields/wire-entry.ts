import type { Message, VisibleEntry } from '@serverless-ws/chat-domain';
import * as v from 'valibot';
import { clientMessageIdField as clientMessageId } from './client-message-id.js';
import { besideTextFields } from './message-content.js';
import { MessageReferenceSchema } from './message-reference.js';

const position = { seq: v.number(), id: v.string() };
const origin = { sender: v.object({ id: v.string(), name: v.string() }), sentAt: v.number() };

const message = {
  ...origin,
  text: v.string(),
  ...besideTextFields,
  replyTo: v.exactOptional(MessageReferenceSchema),
  clientMessageId,
};

/** A message of a user. `sentAt` is in epoch milliseconds, by the server's clock. */
export const MessageEntrySchema = v.object({ ...position, kind: v.literal('message'), ...message });

/** A message of an admin to all users. */
export const AnnouncementEntrySchema = v.object({
  ...position,
  kind: v.literal('announcement'),
  ...message,
});

/** A message that was deleted: who sent it and when, without the text. */
export const DeletedEntrySchema = v.object({
  ...position,
  kind: v.literal('deleted'),
  ...origin,
  clientMessageId,
});

/** Says that the message at `target` was deleted; `sender` is who deleted it. */
export const DeletionEntrySchema = v.object({
  ...position,
  kind: v.literal('deletion'),
  target: MessageReferenceSchema,
  ...origin,
});

/** One entry of a room's log, as clients see it; discriminated by `kind`. */
export type WireEntry =
  | v.InferOutput<typeof MessageEntrySchema>
  | v.InferOutput<typeof AnnouncementEntrySchema>
  | v.InferOutput<typeof DeletedEntrySchema>
  | v.InferOutput<typeof DeletionEntrySchema>;

/**
 * An entry that this version cannot read, from a server that knows more kinds. Only its position counts: a client moves
 * its cursor past it and shows nothing.
 */
export const UnknownEntrySchema = v.object({ seq: v.number() });

const KNOWN = [MessageEntrySchema, AnnouncementEntrySchema, DeletedEntrySchema, DeletionEntrySchema];

/**
 * The entries of a page: the kinds of this version, and unknown ones of later versions. Not `v.union` nor `v.variant`,
 * which would add more to a browser's bundle than the rest of this file.
 */
export const ReceivedEntrySchema = v.lazy(
  (entry) => KNOWN.find((schema) => v.safeParse(schema, entry).success) ?? UnknownEntrySchema,
);

/** What a client finds in a page: a {@link WireEntry}, or one of a kind that it does not know. */
export type ReceivedEntry = v.InferOutput<typeof ReceivedEntrySchema>;

/** The entry of the log as it goes over the wire. Fields that only the store needs (`expiresAt`) are left out. */
export function wireEntry(entry: VisibleEntry): WireEntry {
  const base = { seq: entry.seq, id: entry.id, sender: entry.sender, sentAt: entry.reservedAt };
  if (entry.kind === 'deletion') return { ...base, kind: entry.kind, target: entry.target };
  const own = entry.clientMessageId === undefined ? {} : { clientMessageId: entry.clientMessageId };
  if (entry.kind === 'tombstone') return { ...base, kind: 'deleted', ...own };
  return { ...base, kind: entry.kind, ...wireContent(entry), ...own };
}

function wireContent({ text, meta, mentions, replyTo }: Message) {
  return {
    text,
    ...(meta !== undefined && { meta }),
    ...(mentions !== undefined && { mentions: [...mentions] }),
    ...(replyTo !== undefined && { replyTo }),
  };
}
