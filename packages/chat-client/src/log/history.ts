import type { WireEntry } from '@serverless-ws/chat-protocol';
import type { Session } from '../connection/session.js';
import { disconnected, RequestError } from '../request-error.js';
import { addressOf } from './address.js';
import type { Cursor } from './room-log.js';
import type { SyncedRoom } from './synced-room.js';

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
  /** The highest position of the log when the page was read: what is above it came later. */
  readonly head: number;
}

/**
 * Requests a page of the history.
 *
 * @param room - `null` for one that the client is not in
 * @param session - the current one; `null` without a connection
 * @throws RequestError `disconnected`, `not_joined`, `timeout`, `renumbered`, or the server's error
 */
export async function requestedHistory(
  room: SyncedRoom | null,
  session: Session | null,
  query: HistoryQuery,
): Promise<HistoryPage> {
  if (room === null) throw new RequestError('not_joined');
  const { start } = room.log;
  if (start === null || session === null) throw disconnected();
  const { before = { epoch: start.epoch, seq: start.seq + 1 }, limit } = query;
  const request = { action: 'listMessages', ...addressOf(room.name), before, limit };
  const { epoch, from, head, more, recovered, messages } = await session.request(request, 'page');
  // A page may be the first sign of another epoch for a client that receives no messages.
  room.receive({ epoch, messages: [] });
  if (!recovered) throw new RequestError('renumbered', 'renumbered', true);
  return {
    entries: messages.filter((entry): entry is WireEntry => 'kind' in entry),
    before: more ? { epoch, seq: from } : null,
    head,
  };
}
