import type { Edit, Message, MessageContent, VisibleEntry } from '@serverless-ws/chat-domain';
import * as v from 'valibot';
import { clientMessageIdField as clientMessageId } from './client-message-id.js';
import { besideTextFields } from './message-content.js';
import { MessageReferenceSchema } from './message-reference.js';

const position = { seq: v.number(), id: v.string() };
const origin = {
  sender: v.object({ id: v.string(), name: v.string() }),
  /** The other user, in a direct room. */
  to: v.exactOptional(v.string()),
  sentAt: v.number(),
};

const message = {
  ...origin,
  text: v.string(),
  ...besideTextFields,
  replyTo: v.exactOptional(MessageReferenceSchema),
  /** When it was edited last, in epoch milliseconds. */
  editedAt: v.exactOptional(v.number()),
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

/** Says that the message at `target` was edited. It has the new content unless a later edit or a deletion has replaced that. */
export const EditEntrySchema = v.object({
  ...position,
  kind: v.literal('edit'),
  target: MessageReferenceSchema,
  ...origin,
  text: v.exactOptional(v.string()),
  ...besideTextFields,
  clientMessageId,
});

/** One entry of a room's log, as clients see it; discriminated by `kind`. */
export type WireEntry =
  | v.InferOutput<typeof MessageEntrySchema>
  | v.InferOutput<typeof AnnouncementEntrySchema>
  | v.InferOutput<typeof DeletedEntrySchema>
  | v.InferOutput<typeof DeletionEntrySchema>
  | v.InferOutput<typeof EditEntrySchema>;

/**
 * An entry that this version cannot read, from a server that knows more kinds. Only its position counts: a client moves
 * its cursor past it and shows nothing.
 */
export const UnknownEntrySchema = v.object({ seq: v.number() });

const KNOWN = [
  MessageEntrySchema,
  AnnouncementEntrySchema,
  DeletedEntrySchema,
  DeletionEntrySchema,
  EditEntrySchema,
];

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
  const { seq, id, sender, to, reservedAt: sentAt } = entry;
  const base = { seq, id, sender, ...(to !== undefined && { to }), sentAt };
  if (entry.kind === 'deletion') return { ...base, kind: entry.kind, target: entry.target };
  const own = entry.clientMessageId === undefined ? {} : { clientMessageId: entry.clientMessageId };
  if (entry.kind === 'edit') return { ...base, kind: entry.kind, ...wireEdit(entry), ...own };
  if (entry.kind === 'tombstone') return { ...base, kind: 'deleted', ...own };
  return { ...base, kind: entry.kind, ...wireMessage(entry), ...own };
}

function wireEdit({ target, content }: Edit) {
  return { target, ...(content !== undefined && wireContent(content)) };
}

function wireMessage(message: Message) {
  const { replyTo, edited } = message;
  return {
    ...wireContent(message),
    ...(replyTo !== undefined && { replyTo }),
    ...(edited !== undefined && { editedAt: edited.at }),
  };
}

function wireContent({ text, meta, mentions }: MessageContent) {
  return {
    text,
    ...(meta !== undefined && { meta }),
    ...(mentions !== undefined && { mentions: [...mentions] }),
  };
}
