import type {
  Deletion,
  Edit,
  LogEntry,
  Message,
  MessageReference,
  Sender,
  VisibleEntry,
} from '../../model/log-entry.js';
import { contentOf, type MessageContent } from '../../model/message-content.js';
import type { IdempotencyRecord, Reservation } from '../../ports/message-repository.js';

/** A message that has no position yet. */
export interface MessageDraft extends MessageContent {
  readonly kind: Message['kind'];
  readonly room: string;
  readonly sender: Sender;
  /** The other user, in a direct room. */
  readonly to?: string | undefined;
  readonly clientMessageId?: string | undefined;
  readonly replyTo?: MessageReference | undefined;
}

/** A deletion that has no position yet. */
export interface DeletionDraft {
  readonly kind: Deletion['kind'];
  readonly room: string;
  /** Who deletes. */
  readonly sender: Sender;
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
  readonly sender: Sender;
  /** The other user, in a direct room. */
  readonly to?: string | undefined;
  /** The message that is edited. */
  readonly target: MessageReference;
  /** What it says from now on. Part of the fingerprint, and not of the entry. */
  readonly content: MessageContent;
  readonly clientMessageId?: string | undefined;
}

/** What is to be written to a log. */
export type Draft = MessageDraft | DeletionDraft | EditDraft;

/** A position that a draft may be written at. */
export type Position = Pick<Reservation, 'epoch' | 'seq' | 'reservedAt' | 'nonMessages'>;

/** Whether a draft counts as a message: for those who have not read it, for instance. */
export function isMessage({ kind }: Draft): boolean {
  return kind === 'message' || kind === 'announcement';
}

/** The key under which a draft is written once; `null` for one that every attempt writes again. */
export function idempotencyKeyOf(draft: Draft): Pick<IdempotencyRecord, 'userId' | 'clientMessageId'> | null {
  if (draft.kind === 'deletion') {
    // A message is deleted once, by whichever user. No client message id holds a space, so none can equal this one.
    return { userId: draft.target.sender.id, clientMessageId: `delete ${draft.target.id}` };
  }
  const { sender, clientMessageId } = draft;
  return clientMessageId === undefined ? null : { userId: sender.id, clientMessageId };
}

/** The content that makes two drafts under one key the same: every field that a client sends as content. */
export function contentToFingerprint(draft: Draft): string {
  if (draft.kind === 'deletion') return `${draft.kind}:${draft.target.id}`;
  if (draft.kind === 'edit') {
    const { text, meta, mentions } = draft.content;
    return `${draft.kind}:${JSON.stringify([draft.target.id, text, meta, mentions])}`;
  }
  const { kind, text, meta, mentions, replyTo } = draft;
  // A text alone as it always was: records that are stored already go on matching.
  if (meta === undefined && mentions === undefined && replyTo === undefined) return `${kind}:${text}`;
  const answered = replyTo && [replyTo.seq, replyTo.id];
  return `${kind}+:${JSON.stringify([text, meta, mentions, answered])}`;
}

/** The entry that a draft becomes at a position. */
export function entryAt(
  draft: Draft,
  id: string,
  { seq, reservedAt, nonMessages }: Position,
  retention: number,
): VisibleEntry {
  const { kind, sender, to } = draft;
  const counted = nonMessages !== undefined && { nonMessages };
  const people = { sender, ...(to !== undefined && { to }) };
  const entry = { id, seq, reservedAt, expiresAt: reservedAt + retention, ...counted, ...people };
  if (kind === 'deletion') return { ...entry, kind, target: referenceOf(draft.target) };
  const { clientMessageId } = draft;
  const sent = { ...entry, ...(clientMessageId !== undefined && { clientMessageId }) };
  if (kind === 'edit') return { ...sent, kind, target: referenceOf(draft.target) };
  const { replyTo } = draft;
  return {
    ...sent,
    kind,
    ...contentOf(draft),
    ...(replyTo !== undefined && { replyTo: referenceOf(replyTo) }),
  };
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
    (entry.kind === 'edit') === (draft.kind === 'edit') &&
    draft.clientMessageId !== undefined &&
    entry.clientMessageId === draft.clientMessageId &&
    entry.sender.id === draft.sender.id
  );
}
