import type { CustomContent } from '../../model/custom-content.js';
import type { Person } from '../../model/identity.js';
import type {
  Deletion,
  Edit,
  LogEntry,
  Message,
  MessageReference,
  Reaction,
  VisibleEntry,
} from '../../model/log-entry.js';
import { contentOf, type MessageContent } from '../../model/message-content.js';
import type { IdempotencyRecord } from '../../ports/message-repository.js';
import type { Reservation, ReservationPurpose } from '../../ports/room-head-repository.js';

/** A message that has no position yet. */
export interface MessageDraft extends MessageContent {
  readonly kind: Message['kind'];
  readonly room: string;
  readonly sender: Person;
  /** The other user, in a direct room. */
  readonly to?: string | undefined;
  readonly clientMessageId?: string | undefined;
  readonly replyTo?: MessageReference | undefined;
  /** What a review has it say instead. No part of the fingerprint. */
  readonly replacement?: MessageContent | undefined;
  /** Published by a backend: its id is none of those that a user with the id of the sender has used, or may use. */
  readonly published?: boolean | undefined;
}

/** A deletion that has no position yet. */
export interface DeletionDraft {
  readonly kind: Deletion['kind'];
  readonly room: string;
  /** Who deletes. */
  readonly sender: Person;
  /** The other user, in a direct room of the one who deletes. */
  readonly to?: string | undefined;
  /** The message that is deleted. */
  readonly target: Pick<Message, 'seq' | 'id' | 'sender'>;
}

/** An edit that has no position yet. */
export interface EditDraft {
  readonly kind: Edit['kind'];
  readonly room: string;
  /** Who edits. */
  readonly sender: Person;
  /** The other user, in a direct room. */
  readonly to?: string | undefined;
  /** The message that is edited. */
  readonly target: MessageReference;
  /** What it says from now on. Part of the fingerprint, and not of the entry. */
  readonly content: MessageContent;
  /** What a review has it say instead. No part of the fingerprint. */
  readonly replacement?: MessageContent | undefined;
  readonly clientMessageId?: string | undefined;
}

/** A reaction, or that one is taken back, that has no position yet. */
export interface ReactionDraft {
  readonly kind: Reaction['kind'];
  readonly room: string;
  /** Who reacts. */
  readonly sender: Person;
  /** The other user, in a direct room. */
  readonly to?: string | undefined;
  /** The message that is reacted to. */
  readonly target: MessageReference;
  readonly reaction: string;
  readonly on: boolean;
  readonly clientMessageId?: string | undefined;
}

/** An entry of a kind that a team adds, which has no position yet. */
export interface CustomDraft extends CustomContent {
  readonly room: string;
  readonly sender: Person;
  /** Never: it is for rooms alone. */
  readonly to?: undefined;
  readonly clientMessageId?: string | undefined;
}

/** What is to be written to a log. */
export type Draft = MessageDraft | DeletionDraft | EditDraft | ReactionDraft | CustomDraft;

/** A position that a draft may be written at. */
export type Position = Pick<Reservation, 'epoch' | 'seq' | 'reservedAt' | 'nonMessages' | 'retention'>;

/** What a draft's position is reserved for. */
export function purposeOf({ kind }: Draft): ReservationPurpose {
  if (kind === 'reaction') return 'reaction';
  return kind === 'message' || kind === 'announcement' ? 'message' : 'other';
}

/** The key under which a draft is written once; `null` for one that every attempt writes again. */
export function idempotencyKeyOf(draft: Draft): Pick<IdempotencyRecord, 'userId' | 'clientMessageId'> | null {
  if (draft.kind === 'deletion') {
    // A message is deleted once, by whichever user. No client message id holds a space, so none can equal this one.
    return { userId: draft.target.sender.id, clientMessageId: `delete ${draft.target.id}` };
  }
  const { sender, clientMessageId } = draft;
  if (clientMessageId === undefined) return null;
  const isPublished = 'published' in draft && draft.published === true;
  return { userId: sender.id, clientMessageId: isPublished ? publishedId(clientMessageId) : clientMessageId };
}

/** The keys of the records that a stored message may have: that of a user's, and that of a backend's. */
export function recordKeysOf({ sender, clientMessageId }: Pick<Message, 'sender' | 'clientMessageId'>) {
  if (clientMessageId === undefined) return [];
  const ids = [clientMessageId, publishedId(clientMessageId)];
  return ids.map((id) => ({ userId: sender.id, clientMessageId: id }));
}

/** With a space, as a deletion's, and for the same reason. */
function publishedId(clientMessageId: string): string {
  return `publish ${clientMessageId}`;
}

/** What a review has a draft say instead of its own content; `undefined` where it says that. */
export function replacementOf(draft: Draft): MessageContent | undefined {
  return 'replacement' in draft ? draft.replacement : undefined;
}

/** The content that makes two drafts under one key the same: every field that a client sends as content. */
export function contentToFingerprint(draft: Draft): string {
  if (draft.kind === 'deletion') return `${draft.kind}:${draft.target.id}`;
  if (draft.kind === 'edit') {
    const { text, meta, mentions } = draft.content;
    return `${draft.kind}:${JSON.stringify([draft.target.id, text, meta, mentions])}`;
  }
  if (draft.kind === 'reaction') {
    return `${draft.kind}:${JSON.stringify([draft.target.id, draft.reaction, draft.on])}`;
  }
  if ('data' in draft) return `${draft.kind}:${JSON.stringify(draft.data)}`;
  const { kind, text, meta, mentions, replyTo } = draft;
  // A text alone as it always was: records that are stored already go on matching.
  if (meta === undefined && mentions === undefined && replyTo === undefined) return `${kind}:${text}`;
  const answered = replyTo && [replyTo.seq, replyTo.id];
  return `${kind}+:${JSON.stringify([text, meta, mentions, answered])}`;
}

/** What an entry gets besides its draft and its position. */
export interface EntryFields {
  readonly id: string;
  /** How long it is kept, in milliseconds. */
  readonly retention: number;
  /** Whether it is marked as pushed by its sender. */
  readonly pushed: boolean;
}

/** The entry that a draft becomes at a position. */
export function entryAt(
  draft: Draft,
  { seq, reservedAt, nonMessages }: Position,
  { id, retention, pushed }: EntryFields,
): VisibleEntry {
  const { kind, sender, to } = draft;
  const counted = nonMessages !== undefined && { nonMessages };
  const people = { sender, ...(to !== undefined && { to }), ...(pushed && { pushed }) };
  const entry = { id, seq, reservedAt, expiresAt: reservedAt + retention, ...counted, ...people };
  if (kind === 'deletion') return { ...entry, kind, target: referenceOf(draft.target) };
  const { clientMessageId } = draft;
  const sent = { ...entry, ...(clientMessageId !== undefined && { clientMessageId }) };
  if (kind === 'edit') return { ...sent, kind, target: referenceOf(draft.target) };
  if (kind === 'reaction') {
    const { target, reaction, on } = draft;
    return { ...sent, kind, target: referenceOf(target), reaction, on };
  }
  if ('data' in draft) return { ...sent, kind: draft.kind, data: draft.data };
  const { replyTo, replacement } = draft;
  return {
    ...sent,
    kind: draft.kind,
    ...contentOf(replacement ?? draft),
    ...(replacement !== undefined && clientMessageId !== undefined && { replaced: true as const }),
    ...(replyTo !== undefined && { replyTo: referenceOf(replyTo) }),
  };
}

/** Whether it has a kind of its own: a message may have become a tombstone. */
function isChange({ kind }: { readonly kind: string }): string | false {
  return (kind === 'edit' || kind === 'reaction' || kind.includes('.')) && kind;
}

function referenceOf({ seq, id }: MessageReference): MessageReference {
  return { seq, id };
}

/** Whether an entry is this draft, written by this attempt (`id`) or, where that is known, by an earlier one. */
export function isOwn(entry: LogEntry, draft: Draft, id?: string): entry is VisibleEntry {
  if (entry.kind === 'filler') return false;
  if (entry.id === id) return true;
  if (entry.kind === 'deletion') return draft.kind === 'deletion' && entry.target.id === draft.target.id;
  return (
    draft.kind !== 'deletion' &&
    isChange(entry) === isChange(draft) &&
    draft.clientMessageId !== undefined &&
    entry.clientMessageId === draft.clientMessageId &&
    entry.sender.id === draft.sender.id
  );
}
