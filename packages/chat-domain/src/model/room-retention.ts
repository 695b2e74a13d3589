import { ChatError } from './chat-error.js';
import { LIMITS } from './limits.js';
import type { LogEntry } from './log-entry.js';

/** How long the entries of one room are kept, where that is not what the deployment says. All times in milliseconds. */
export interface RoomRetention {
  /** How long entries are kept at positions that are reserved from now on. */
  readonly period: number;
  /** The highest position that was reserved before: entries up to it may have been written to be kept for longer. */
  readonly above: number;
  /** The shortest retention under which one of those was reserved. */
  readonly least: number;
}

/** What a change of a room's retention sets; where it begins is up to the write. */
export type RetentionChange = Pick<RoomRetention, 'period' | 'least'>;

/** What the head of a room says of its retention; absent: what the deployment says. */
interface Retained {
  readonly retention?: RoomRetention;
}

/**
 * How long an entry at a position is kept, in milliseconds.
 *
 * Up to the last change it is the shortest of all since the first, this one included. So expiry never falls as positions
 * grow, however often the retention was changed: no hole of expired positions opens above a live entry.
 *
 * @param deployment - how long entries are kept in rooms without a retention of their own, in milliseconds
 */
export function retentionAt({ retention }: Retained, seq: number, deployment: number): number {
  if (retention === undefined) return deployment;
  const { period, above, least } = retention;
  return seq > above ? period : Math.min(period, least);
}

/** When an entry expires in its room, in epoch milliseconds: a shorter retention counts for what was written before it. */
export function entryEnd(
  head: Retained,
  { seq, reservedAt, expiresAt }: Pick<LogEntry, 'seq' | 'reservedAt' | 'expiresAt'>,
): number {
  return Math.min(expiresAt, reservedAt + retentionAt(head, seq, Infinity));
}

/**
 * What to set where a room's retention becomes `period` (milliseconds).
 *
 * @param deployment - how long entries are kept in rooms without a retention of their own, in milliseconds
 * @throws ChatError `bad_request` for a period below {@link LIMITS.retentionMinimum}
 */
export function retentionChange(
  { retention }: Retained,
  period: number,
  deployment: number,
): RetentionChange {
  if (!Number.isSafeInteger(period) || period < LIMITS.retentionMinimum) {
    throw new ChatError('bad_request', 'Messages are kept for a day at least.');
  }
  return {
    period,
    least: retention === undefined ? deployment : Math.min(retention.period, retention.least),
  };
}
