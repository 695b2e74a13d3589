import { isMessage, type LogEntry, type Message, type Tombstone } from '@serverless-ws/chat-domain';
import { ChangingClient } from '@serverless-ws/chat-contracts';
import type { AskedText } from './device-records.js';

/** What a log has to look like at the end. */
export interface ShownLines {
  /** The ids of its messages, deleted ones included. */
  readonly ids: readonly string[];
  /** What has to be shown of each, by the entries of the log and by what clients asked for. */
  readonly truth: readonly string[];
  /** What a client shows of each that reads messages from pages, and sees nothing of what changed them. */
  readonly history: readonly string[];
}

/** @param texts - what clients asked messages and edits to say, by client message ids */
export function shownLines(entries: readonly LogEntry[], texts: ReadonlyMap<string, AskedText>): ShownLines {
  const messages = entries.filter(isMessageOrTombstone);
  const ids = messages.map(({ id }) => id);
  const pages = new ChangingClient('reader').shown;
  for (const message of messages) pages.add(message);
  const deleted = deletedIn(entries);
  const truth = messages.map((message) => {
    if (deleted.has(message.id)) return `${message.id}: deleted`;
    const edit = entries.findLast((entry) => entry.kind === 'edit' && entry.target.id === message.id);
    const last = edit ?? message;
    const own = 'clientMessageId' in last ? (last.clientMessageId ?? '') : '';
    return `${message.id}: ${texts.get(own)?.text ?? ''} ${reactionsTo(message.id, entries)}`;
  });
  return { ids, truth, history: pages.lines(ids) };
}

/** The ids of the messages that were deleted, by what is left of them and by the entries that say so. */
export function deletedIn(entries: readonly LogEntry[]): ReadonlySet<string> {
  return new Set(
    entries.flatMap((entry) => {
      if (entry.kind === 'tombstone') return [entry.id];
      return entry.kind === 'deletion' ? [entry.target.id] : [];
    }),
  );
}

/** Whether an entry is a message, or what is left of one. */
export function isMessageOrTombstone(entry: LogEntry): entry is Message | Tombstone {
  return isMessage(entry) || entry.kind === 'tombstone';
}

/** Of a user's changes of one reaction, the last one holds. */
function reactionsTo(id: string, entries: readonly LogEntry[]): string {
  const users = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (entry.kind !== 'reaction' || entry.target.id !== id) continue;
    const own = users.get(entry.reaction) ?? new Set();
    users.set(entry.reaction, own);
    if (entry.on) own.add(entry.sender.id);
    else own.delete(entry.sender.id);
  }
  const shown = [...users].filter(([, own]) => own.size > 0);
  return shown
    .map(([reaction, own]) => `${reaction} ${[...own].sort().join('+')}`)
    .sort()
    .join(', ');
}
