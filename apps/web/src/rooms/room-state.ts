import type { Cursor } from '@serverless-ws/chat-client';
import type { ShownEntry } from '../log/timeline.js';
import { Timeline } from '../log/timeline.js';

/** Whether there is more of the past to read. */
export type PastStatus = 'unread' | 'loading' | 'more' | 'all' | 'failed';

/** One room as this tab has it. */
export class RoomState {
  readonly timeline = new Timeline();
  past: PastStatus = 'unread';
  /** Where the page above begins; absent before the first one. */
  before: Cursor | undefined;
  /** Messages that came while another room, or another window, was looked at. */
  unread = 0;
  /** How many entries have been put on top: a list keeps its place by it. */
  prepended = 0;

  constructor(readonly name: string) {}

  /** The log begins anew. */
  reset(): void {
    this.timeline.clear();
    this.past = 'unread';
    this.before = undefined;
    this.prepended = 0;
  }
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
