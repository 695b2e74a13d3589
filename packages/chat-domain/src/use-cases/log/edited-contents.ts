import { isMessage, type LogEntry } from '../../model/log-entry.js';
import { contentOf } from '../../model/message-content.js';
import type { MessageRepository } from '../../ports/message-repository.js';

/**
 * Adds to each edit what its message says by it, unless a later edit or a deletion has replaced that: the log keeps the
 * content at the message alone. Reads those messages that are not among the entries.
 */
export async function withContents(
  messages: Pick<MessageRepository, 'find'>,
  room: string,
  entries: readonly LogEntry[],
): Promise<readonly LogEntry[]> {
  const targets = new Map<number, LogEntry | null>(entries.map((entry) => [entry.seq, entry]));
  const missing = entries.flatMap((entry) =>
    entry.kind === 'edit' && !isAsNew(targets.get(entry.target.seq), entry.seq) ? [entry.target.seq] : [],
  );
  const read = async (seq: number) => void targets.set(seq, await messages.find(room, seq));
  await Promise.all([...new Set(missing)].map(read));
  return entries.map((entry) =>
    entry.kind === 'edit' ? withContent(entry, targets.get(entry.target.seq) ?? null) : entry,
  );
}

/**
 * Whether a message was read after the edit at `seq` had replaced its content. The entries of a range are not read at one
 * moment, so that it may stand there as it was before.
 */
function isAsNew(target: LogEntry | null | undefined, seq: number): boolean {
  if (target === undefined || target === null) return false;
  return !isMessage(target) || (target.edited !== undefined && target.edited.seq >= seq);
}

/** An edit with what its message says by it, if the message is as this edit left it; any other entry as it is. */
export function withContent<E extends LogEntry>(entry: E, target: LogEntry | null): E {
  if (entry.kind !== 'edit' || target === null || !isMessage(target)) return entry;
  const isLast = target.id === entry.target.id && target.edited?.seq === entry.seq;
  return isLast ? { ...entry, content: contentOf(target) } : entry;
}
