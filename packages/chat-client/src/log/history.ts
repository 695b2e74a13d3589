import type { ClientFrame, ServerFrameOf, WireEntry } from '@serverless-ws/chat-protocol';
import { RequestError } from '../request-error.js';
import type { Cursor } from './room-log.js';

/** Which page of the history to read. */
export interface HistoryQuery {
  /** The `before` of the page above; when absent, the page just below the first `message` of this run. */
  readonly before?: Cursor;
  /** 1 to 100 positions of the log; 50 when absent. */
  readonly limit?: number;
}

/** A page of the history. */
export interface HistoryPage {
  /** By ascending `seq`. May be empty although there is more. */
  readonly entries: readonly WireEntry[];
  /** For the page below this one; `null` when there is none. */
  readonly before: Cursor | null;
}

/** The frame that requests a page; `start`: where this run began. */
export function historyRequest(room: string, start: Cursor, query: HistoryQuery): ClientFrame {
  const { before = { epoch: start.epoch, seq: start.seq + 1 }, limit } = query;
  return { action: 'listMessages', room, before, ...(limit !== undefined && { limit }) };
}

/**
 * The page in a response.
 * @throws RequestError `renumbered`: the cursor belongs to another epoch; the event `reset` follows
 */
export function historyPage({ epoch, from, more, recovered, messages }: ServerFrameOf<'page'>): HistoryPage {
  if (!recovered) throw new RequestError('renumbered', 'Another epoch.', true);
  return {
    entries: messages.filter((entry): entry is WireEntry => entry.kind !== 'unknown'),
    before: more ? { epoch, seq: from } : null,
  };
}
