import { YOUNG_CONNECTION } from '../api-gateway-quotas.js';
import type { ExchangeResult } from '../transport/connection.js';

/**
 * The consequence of a result for a recipient.
 * - `retry`: a transient failure, retried a bounded number of times.
 * - `wait`: its `$connect` may not have returned, so it is retried for a while.
 * - `rejected`: the credentials are rejected; others may be accepted.
 */
export type Verdict = 'delivered' | 'gone' | 'retry' | 'wait' | 'rejected' | 'failed';

/**
 * Judges by the HTTP status.
 *
 * @param age - milliseconds since the recipient connected
 */
export function verdictOf(result: ExchangeResult, age: number): Verdict {
  const { status } = result;
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return age < YOUNG_CONNECTION ? 'wait' : 'gone';
  if (status === 0 || status === 408 || status === 429 || status >= 500) return 'retry';
  return status === 403 ? 'rejected' : 'failed';
}

/** Whether the account had no posts left for this one. */
export function isThrottled({ status }: ExchangeResult): boolean {
  return status === 429;
}

/** A result for the log: `ECONNRESET`, `timeout`, `429 LimitExceededException`. */
export function reasonOf(result: ExchangeResult): string {
  if ('reason' in result) return result.reason;
  return result.errorType === '' ? String(result.status) : `${String(result.status)} ${result.errorType}`;
}
