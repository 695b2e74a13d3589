import type { Cursor } from '@serverless-ws/chat-client';
import type { WireEntry } from '@serverless-ws/chat-protocol';
import type { ShownEntry } from '../log/timeline.js';
import { Timeline } from '../log/timeline.js';

/** Whether there is more of the past to read. */
export type PastStatus = 'unread' | 'loading' | 'more' | 'all' | 'failed';

/** The state of one room in this tab. */
export class RoomState {
  readonly timeline = new Timeline();
  past: PastStatus = 'unread';
  /** Where the page above begins; absent before the first one. */
  before: Cursor | undefined;
  /** How many entries were prepended: the list keeps its scroll position by it. */
  prepended = 0;

  /** Ids of the messages that arrived while the room was not looked at. */
  readonly #unread: Set<string>;

  /** @param earlier - the same room's state before its log was reset: what is unread there stays unread */
  constructor(
    readonly name: string,
    earlier?: RoomState,
  ) {
    this.#unread = new Set(earlier === undefined ? [] : earlier.#unread);
  }

  /** How many messages of others are unread: no deletions, and no message that was deleted. */
  get unread(): number {
    return this.#unread.size;
  }

  /** Counts new entries that the user `userId` does not see. */
  miss(entries: readonly WireEntry[], userId: string): void {
    for (const entry of entries) {
      if (entry.kind === 'deletion') this.#unread.delete(entry.target.id);
      else if (isNews(entry) && entry.sender.id !== userId) this.#unread.add(entry.id);
    }
  }

  /** The user looks at the room. */
  read(): void {
    this.#unread.clear();
  }
}

function isNews({ kind }: WireEntry): boolean {
  return kind === 'message' || kind === 'announcement';
}

/** What is shown of a room. */
export interface RoomView {
  readonly name: string;
  readonly entries: readonly ShownEntry[];
  readonly past: PastStatus;
  readonly prepended: number;
}

/** A room in the list of rooms. */
export interface RoomSummary {
  readonly name: string;
  readonly unread: number;
}
