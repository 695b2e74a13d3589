import type { ClientFrame, ServerFrameOf, WireEntry } from '@serverless-ws/chat-protocol';
import { disconnected } from '../connection/disconnected.js';
import type { Session } from '../connection/session.js';
import { RequestError } from '../request-error.js';
import type { Cursor } from './room-log.js';
import type { Rooms } from './rooms.js';

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

/**
 * Requests a page of the history.
 *
 * @param session - the current one; `null` without a connection
 * @throws RequestError `disconnected`, `not_joined`, `timeout`, or the server's error
 */
export async function requestedHistory(
  rooms: Rooms,
  session: Session | null,
  room: string,
  query: HistoryQuery,
): Promise<HistoryPage> {
  const log = rooms.get(room)?.log;
  if (log === undefined) throw new RequestError('not_joined', `Not in ${room}.`, false);
  if (log.start === null || session === null) throw disconnected('not connected');
  const page = await session.request(historyRequest(room, log.start, query), 'page');
  // A page may be the first sign of another epoch for a client that receives no messages.
  rooms.receive({ type: 'messages', room, epoch: page.epoch, messages: [] });
  return historyPage(page);
}

/** The frame that requests a page; `start`: where this run began. */
function historyRequest(room: string, start: Cursor, query: HistoryQuery): ClientFrame {
  const { before = { epoch: start.epoch, seq: start.seq + 1 }, limit } = query;
  return { action: 'listMessages', room, before, ...(limit !== undefined && { limit }) };
}

/**
 * The page in a response.
 * @throws RequestError `renumbered`: the cursor belongs to another epoch; the event `reset` follows
 */
function historyPage({ epoch, from, more, recovered, messages }: ServerFrameOf<'page'>): HistoryPage {
  if (!recovered) throw new RequestError('renumbered', 'The log has begun another epoch.', true);
  return {
    entries: messages.filter((entry): entry is WireEntry => 'kind' in entry),
    before: more ? { epoch, seq: from } : null,
  };
}
