/** How transient failures are retried. Delays in milliseconds. */
export interface RetryPolicy {
  /** Posts to one recipient at most, the first included; a young recipient's 410 does not count. */
  readonly attempts: number;
  /** The longest possible delay before the second post; doubles each time. */
  readonly base: number;
  /** The longest possible delay of all. */
  readonly cap: number;
  /** Time limit from a recipient's first post on; the recipient fails after it, even before the delivery's deadline. */
  readonly maxElapsed: number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Eight posts within about two seconds on average: what a throttled second needs, and well inside a deadline of five. */
export const DEFAULT_RETRIES: RetryPolicy = {
  attempts: 8,
  base: 50,
  cap: 1_000,
  maxElapsed: 10_000,
  random: Math.random,
};

/** One post to each, also to a connection that is not open yet. */
export const NO_RETRIES: RetryPolicy = { ...DEFAULT_RETRIES, attempts: 0 };

/**
 * The delay after so many posts, with full jitter, so that recipients that failed together are not retried together.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelay(policy: RetryPolicy, posts: number): number {
  return Math.floor(policy.random() * Math.min(policy.cap, policy.base * 2 ** (posts - 1)));
}
