import { erasedEntry, type ErasedEntry } from '../../model/erasure/erased-entry.js';
import type { ErasureCounts } from '../../model/erasure/erasure-report.js';
import { isVisible, type LogEntry, type VisibleEntry } from '../../model/log-entry.js';
import type { UserDataRepository } from '../../ports/erasure/user-data-repository.js';
import type { IdempotencyRecord, MessageRepository } from '../../ports/message-repository.js';
import type { RoomHeadReader } from '../../ports/room-head-repository.js';
import { eachOf } from '../each-of.js';
import type { ErasureNotices } from './erasure-notices.js';

/** Rows of one page. */
const PAGE = 100;
/** Entries that are erased side by side. */
const AT_ONCE = 10;

/** What {@link EraseEntries} needs. */
export interface EraseEntriesDependencies {
  readonly userData: UserDataRepository;
  readonly messages: Pick<MessageRepository, 'find' | 'read'>;
  readonly heads: Pick<RoomHeadReader, 'find'>;
}

/** An erasure that is under way. */
export interface RunningErasure {
  readonly userId: string;
  /** Absent where there are no open clients, as of a restored table. */
  readonly notices?: ErasureNotices | undefined;
  /** Adds to what was erased. */
  readonly count: (what: keyof ErasureCounts) => void;
  /** Called after each page. */
  readonly progress: () => void;
}

const COUNTED = {
  tombstone: 'messages',
  deletion: 'deletions',
  filler: 'changes',
} as const satisfies Record<ErasedEntry['kind'], keyof ErasureCounts>;

/**
 * Erases what a user has written, by the records that name the positions. A record goes last, so that a run that was
 * interrupted is finished by the next one.
 */
export class EraseEntries {
  readonly #dependencies: EraseEntriesDependencies;

  constructor(dependencies: EraseEntriesDependencies) {
    this.#dependencies = dependencies;
  }

  /** Erases all that records of the user lead to, and the records. */
  async byRecords(erasure: RunningErasure): Promise<void> {
    const { userData } = this.#dependencies;
    let after: string | undefined;
    do {
      const page = await userData.records(erasure.userId, { limit: PAGE, after });
      await eachOf(page.records, AT_ONCE, (record) => this.#eraseRecord(erasure, record));
      erasure.progress();
      after = page.next;
    } while (after !== undefined);
  }

  /** Erases what the user has written and received in a direct room, all of which is read. */
  async inDirectRoom(erasure: RunningErasure, room: string): Promise<void> {
    const { heads, messages } = this.#dependencies;
    const to = (await heads.find(room))?.seq ?? 0;
    for (let from = 1; from <= to;) {
      const range = { from, to, order: 'ascending', limit: PAGE } as const;
      const entries = await messages.read(room, range);
      await eachOf(entries, AT_ONCE, (entry) => this.#eraseEntry(erasure, room, entry));
      erasure.progress();
      if (entries.length < PAGE) return;
      from = (entries.at(-1)?.seq ?? to) + 1;
    }
  }

  async #eraseRecord(erasure: RunningErasure, record: IdempotencyRecord): Promise<void> {
    const { userData, messages } = this.#dependencies;
    const { userId, clientMessageId, room, seq } = record;
    const entry = seq === 0 ? null : await messages.find(room, seq);
    if (entry !== null) await this.#eraseEntry(erasure, room, entry);
    await userData.forgetRecord(userId, clientMessageId);
    erasure.count('records');
  }

  async #eraseEntry(erasure: RunningErasure, room: string, entry: LogEntry): Promise<void> {
    const { userData } = this.#dependencies;
    const { userId } = erasure;
    if (!isVisible(entry)) return;
    if (entry.sender.id === userId) return this.#eraseOwn(erasure, room, entry);
    if (entry.to !== userId) return;
    await userData.eraseRecipient(room, entry, userId);
    erasure.count('received');
  }

  async #eraseOwn({ userId, notices, count }: RunningErasure, room: string, entry: VisibleEntry) {
    const { userData } = this.#dependencies;
    // First: once it is erased, a run that goes on would not know that its room is to be told.
    await notices?.tell(room, entry.to);
    if (entry.kind === 'reaction') await userData.eraseReactions(room, entry.target, userId);
    const left = erasedEntry(entry);
    if (await userData.eraseEntry({ room, userId, id: entry.id }, left)) count(COUNTED[left.kind]);
  }
}
