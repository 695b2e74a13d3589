import type { Deletion, LogEntry, Message, Sender, VisibleEntry } from '../../model/log-entry.js';
import type { IdempotencyRecord, Reservation } from '../../ports/message-repository.js';

/** A message that has no position yet. */
export interface MessageDraft {
  readonly kind: Message['kind'];
  readonly room: string;
  readonly sender: Sender;
  readonly text: string;
  readonly clientMessageId?: string | undefined;
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
export type Position = Pick<Reservation, 'epoch' | 'seq' | 'reservedAt'>;

/** The key under which a draft is written once; `null` for one that every attempt writes again. */
export function idempotencyKeyOf(draft: Draft): Pick<IdempotencyRecord, 'userId' | 'clientMessageId'> | null {
  if (draft.kind === 'deletion') {
    // A message is deleted once, by whichever user. No client message id holds a space, so none can equal this one.
    return { userId: draft.target.sender.id, clientMessageId: `delete ${draft.target.id}` };
  }
  const { sender, clientMessageId } = draft;
  return clientMessageId === undefined ? null : { userId: sender.id, clientMessageId };
}

/** The content that makes two drafts under one key the same. */
export function contentToFingerprint(draft: Draft): string {
  return `${draft.kind}:${draft.kind === 'deletion' ? draft.target.id : draft.text}`;
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
  { seq, reservedAt }: Position,
  { id, retention, pushed }: EntryFields,
): VisibleEntry {
  const { kind, sender } = draft;
  const expiresAt = reservedAt + retention;
  const entry = { id, seq, reservedAt, expiresAt, sender, ...(pushed && { pushed }) };
  if (kind === 'deletion') return { ...entry, kind, target: { seq: draft.target.seq, id: draft.target.id } };
  const { text, clientMessageId } = draft;
  return { ...entry, kind, text, ...(clientMessageId !== undefined && { clientMessageId }) };
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
