import type { Recipient } from '@serverless-ws/chat-domain';
import type { Post } from './post.js';
import { retryDelay, type RetryPolicy } from './retry-policy.js';

/**
 * Milliseconds in which a `$connect` returns that has written its row. After that, the client has left, as
 * all have when a server was killed, and must not delay the next event of a room; or it reads the log once it is
 * connected.
 */
const CONNECT_RETURNS = 3_000;

/** Milliseconds before a recipient's time is up in which it is not tried again. */
const LAST_CHANCE = 10;

/**
 * Counts a failed try.
 *
 * @returns the delay of the next one, in milliseconds; `none`: the retries are used up, or it has stalled before
 */
export function nextTry<R extends Recipient>(
  post: Post<R>,
  verdict: 'retry' | 'wait',
  policy: RetryPolicy,
  now: number,
): number | 'none' | 'too late' {
  if (verdict === 'retry') post.tries += 1;
  else if (!post.young) {
    post.young = true;
    post.until = Math.min(post.until, post.recipient.connectedAt + CONNECT_RETURNS);
  }
  if (post.stalled || post.tries >= policy.attempts) return 'none';
  const left = post.until - now;
  return left < LAST_CHANCE ? 'too late' : Math.min(retryDelay(policy, post.sent), left / 2);
}
