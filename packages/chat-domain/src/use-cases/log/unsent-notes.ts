import { LIMITS } from '../../model/limits.js';
import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageRepository } from '../../ports/message-repository.js';

/** What {@link UnsentNotes} needs. */
export interface UnsentNotesDependencies {
  readonly messages: Pick<MessageRepository, 'noteUnsent'>;
  readonly logger?: Pick<Logger, 'error'> | undefined;
}

/**
 * Keeps in the head which positions were reserved for a message that was never stored, so that they do not count as
 * unread. Readers come across them; where one crashes before it has noted them, the next one does. A note is never wrong:
 * a position that a reader was shown as empty stays so.
 */
export class UnsentNotes {
  readonly #dependencies: UnsentNotesDependencies;

  constructor(dependencies: UnsentNotesDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Never rejects: without the note, a count is too high for those who have not read past the position.
   *
   * @param entries - what is final at consecutive positions, in ascending order
   */
  async note(head: RoomHead, entries: readonly LogEntry[]): Promise<void> {
    if (!entries.some(isEmpty)) return;
    const known = head.unsent ?? [];
    // Those below the lowest of a full list were noted and dropped, or are older than these.
    const floor = known.length < LIMITS.unsentPositions ? 0 : (known[0] ?? 0);
    const found = unsentIn(head, entries).filter((seq) => seq > floor && !known.includes(seq));
    if (found.length === 0) return;
    const kept = [...known, ...found].sort((a, b) => a - b).slice(-LIMITS.unsentPositions);
    const positions = {
      add: found.filter((seq) => kept.includes(seq)),
      drop: known.filter((seq) => !kept.includes(seq)),
    };
    const { messages, logger } = this.#dependencies;
    await messages.noteUnsent(head.room, head.epoch, positions).catch((error: unknown) => {
      logger?.error('unsent positions not noted', error, { room: head.room });
    });
  }
}

/**
 * Which of consecutive positions were reserved for a message and hold none. Nothing is stored at an empty position, so
 * that follows from how many were reserved for something else between the entries around: of a run of empty positions, the
 * lowest ones stand for all. A run at an end of the page, without an entry there that says so, has to wait for another page.
 */
export function unsentIn(head: RoomHead, entries: readonly LogEntry[]): readonly number[] {
  const found: number[] = [];
  let below = entries[0]?.seq === 1 ? 0 : undefined;
  let run: number[] = [];
  for (const entry of entries) {
    if (isEmpty(entry)) {
      run.push(entry.seq);
      continue;
    }
    found.push(...lowest(run, below, countBefore(entry)));
    run = [];
    below = entry.nonMessages;
  }
  if (entries.at(-1)?.seq === head.seq) found.push(...lowest(run, below, head.nonMessages ?? 0));
  return found;
}

/** As many of a run as were reserved for messages, from the counts of other reservations below and at its end. */
function lowest(
  run: readonly number[],
  below: number | undefined,
  above: number | undefined,
): readonly number[] {
  if (below === undefined || above === undefined) return [];
  return run.slice(0, Math.max(0, run.length - (above - below)));
}

/** How many positions below an entry were reserved for what is no message; `undefined` where it does not say so. */
function countBefore(entry: LogEntry): number | undefined {
  // A filler with a count is an entry of a later release: a message or not.
  if (entry.nonMessages === undefined || entry.kind === 'filler') return undefined;
  return entry.nonMessages - (isMessageEntry(entry) ? 0 : 1);
}

function isMessageEntry({ kind }: LogEntry): boolean {
  return kind === 'message' || kind === 'announcement' || kind === 'tombstone';
}

/** Whether a position holds nothing, and will not. */
export function isEmpty({ kind, nonMessages }: LogEntry): boolean {
  return kind === 'filler' && nonMessages === undefined;
}
