import type {
  Deletion,
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
  readonly clientMessageId?: string | undefined;
  readonly replyTo?: MessageReference | undefined;
}

/** A deletion that has no position yet. */
export interface DeletionDraft {
  readonly kind: Deletion['kind'];
  readonly room: string;
  /** Who deletes. */
  readonly sender: Sender;
  /** The message that is deleted. */
  readonly target: Pick<Message, 'seq' | 'id' | 'sender'>;
}

/** What is to be written to a log. */
export type Draft = MessageDraft | DeletionDraft;

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
  const { kind, sender } = draft;
  const counted = nonMessages !== undefined && { nonMessages };
  const entry = { id, seq, reservedAt, expiresAt: reservedAt + retention, ...counted, sender };
  if (kind === 'deletion') return { ...entry, kind, target: { seq: draft.target.seq, id: draft.target.id } };
  const { clientMessageId, replyTo } = draft;
  return {
    ...entry,
    kind,
    ...contentOf(draft),
    ...(clientMessageId !== undefined && { clientMessageId }),
    ...(replyTo !== undefined && { replyTo: { seq: replyTo.seq, id: replyTo.id } }),
  };
}

/** Whether an entry is this draft, written by this attempt (`id`) or, where that is known, by an earlier one. */
export function isOwn(entry: LogEntry, draft: Draft, id?: string): entry is VisibleEntry {
  if (entry.kind === 'filler') return false;
  if (entry.id === id) return true;
  if (entry.kind === 'deletion') return draft.kind === 'deletion' && entry.target.id === draft.target.id;
  return (
    draft.kind !== 'deletion' &&
    draft.clientMessageId !== undefined &&
    entry.clientMessageId === draft.clientMessageId &&
    entry.sender.id === draft.sender.id
  );
}
