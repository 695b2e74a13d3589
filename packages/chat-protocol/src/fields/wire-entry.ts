import {
  reactionCounts,
  type Edit,
  type Message,
  type MessageContent,
  type VisibleEntry,
} from '@serverless-ws/chat-domain';
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
  /** In pages alone: how many users have each reaction, ids of up to ten of them, and whether the reader has it. */
  reactions: v.exactOptional(
    v.record(v.string(), v.object({ count: v.number(), users: v.array(v.string()), own: v.boolean() })),
  ),
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

/** Says that `sender` reacted to the message at `target`, or took a reaction back (`on` is `false`). */
export const ReactionEntrySchema = v.object({
  ...position,
  kind: v.literal('reaction'),
  target: MessageReferenceSchema,
  reaction: v.string(),
  on: v.boolean(),
  ...origin,
  clientMessageId,
});

/** One entry of a room's log, as clients see it; discriminated by `kind`. */
export type WireEntry =
  | v.InferOutput<typeof MessageEntrySchema>
  | v.InferOutput<typeof AnnouncementEntrySchema>
  | v.InferOutput<typeof DeletedEntrySchema>
  | v.InferOutput<typeof DeletionEntrySchema>
  | v.InferOutput<typeof EditEntrySchema>
  | v.InferOutput<typeof ReactionEntrySchema>;

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
  ReactionEntrySchema,
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

/**
 * The entry of the log as it goes over the wire. Fields that only the store needs (`expiresAt`) are left out.
 * @param reader - in pages, the id of the user who reads: messages then come with their reactions
 */
export function wireEntry(entry: VisibleEntry, reader?: string): WireEntry {
  const { seq, id, sender, to, reservedAt: sentAt } = entry;
  const base = { seq, id, sender, ...(to !== undefined && { to }), sentAt };
  if (entry.kind === 'deletion') return { ...base, kind: entry.kind, target: entry.target };
  const own = entry.clientMessageId === undefined ? {} : { clientMessageId: entry.clientMessageId };
  if (entry.kind === 'edit') return { ...base, kind: entry.kind, ...wireEdit(entry), ...own };
  if (entry.kind === 'reaction') {
    const { kind, target, reaction, on } = entry;
    return { ...base, kind, target, reaction, on, ...own };
  }
  if (entry.kind === 'tombstone') return { ...base, kind: 'deleted', ...own };
  return { ...base, kind: entry.kind, ...wireMessage(entry), ...wireReactions(entry, reader), ...own };
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

function wireReactions({ reactions = [] }: Message, reader: string | undefined) {
  if (reader === undefined || !reactions.some(({ on }) => on)) return {};
  const counts = Object.entries(reactionCounts(reactions, reader));
  return {
    reactions: Object.fromEntries(
      counts.map(([name, { users, ...rest }]) => [name, { ...rest, users: [...users] }]),
    ),
  };
}

function wireContent({ text, meta, mentions }: MessageContent) {
  return {
    text,
    ...(meta !== undefined && { meta }),
    ...(mentions !== undefined && { mentions: [...mentions] }),
  };
}
