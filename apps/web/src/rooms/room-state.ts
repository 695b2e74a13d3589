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
  /** How many entries have been put on top: a list keeps its place by it. */
  prepended = 0;

  constructor(
    readonly name: string,
    /** Messages that came while another room was looked at. */
    public unread = 0,
  ) {}
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
