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

/** The news of a deletion that has no position yet. */
export interface DeletionDraft {
  readonly kind: Deletion['kind'];
  readonly room: string;
  /** Who deletes. */
  readonly sender: Sender;
  /** The message that is deleted. */
  readonly target: Pick<Message, 'seq' | 'id' | 'sender'>;
}

/** What is to be placed in a log. */
export type Draft = MessageDraft | DeletionDraft;

/** A position that a draft may be put at. */
export type Position = Pick<Reservation, 'epoch' | 'seq' | 'reservedAt'>;

/** Under which key a draft is placed once; `null` for one that is placed as often as it is asked for. */
export function idempotencyKeyOf(draft: Draft): Pick<IdempotencyRecord, 'userId' | 'clientMessageId'> | null {
  if (draft.kind === 'deletion') {
    // Whoever deletes a message, it is deleted once. No client message id holds a space, so none can be this one.
    return { userId: draft.target.sender.id, clientMessageId: `delete ${draft.target.id}` };
  }
  const { sender, clientMessageId } = draft;
  return clientMessageId === undefined ? null : { userId: sender.id, clientMessageId };
}

/** What makes two drafts under one key the same. */
export function contentToFingerprint(draft: Draft): string {
  return `${draft.kind}:${draft.kind === 'deletion' ? draft.target.id : draft.text}`;
}

/** The entry that a draft becomes at a position. */
export function entryAt(
  draft: Draft,
  id: string,
  { seq, reservedAt }: Position,
  retention: number,
): VisibleEntry {
  const { kind, sender } = draft;
  const entry = { id, seq, reservedAt, expiresAt: reservedAt + retention, sender };
  if (kind === 'deletion') return { ...entry, kind, target: draft.target.seq };
  const { text, clientMessageId } = draft;
  return { ...entry, kind, text, ...(clientMessageId !== undefined && { clientMessageId }) };
}

/** Whether an entry is this draft, put there by this attempt (`id`) or, where it can be told, by an earlier one. */
export function isOwn(entry: LogEntry, draft: Draft, id?: string): entry is VisibleEntry {
  if (entry.kind === 'filler') return false;
  if (entry.id === id) return true;
  if (entry.kind === 'deletion') return draft.kind === 'deletion' && entry.target === draft.target.seq;
  return (
    draft.kind !== 'deletion' &&
    draft.clientMessageId !== undefined &&
    entry.clientMessageId === draft.clientMessageId &&
    entry.sender.id === draft.sender.id
  );
}
