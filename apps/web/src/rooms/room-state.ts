import type { Cursor } from '@serverless-ws/chat-client';
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

  constructor(
    readonly name: string,
    /** Messages that arrived while another room was shown. */
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
