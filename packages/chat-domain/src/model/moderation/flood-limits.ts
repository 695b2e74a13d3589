/** How much one user may send, over all their connections. */
export interface FloodLimits {
  /** Messages in any one window: this many at once, and on average one in `window / messages`. */
  readonly messages: number;
  /** Milliseconds. */
  readonly window: number;
  /** Attempts in one window, rejected ones included, at which the connection is closed. */
  readonly hardLimit: number;
  /**
   * Posts that the messages of a user may lead to in a minute: past them the next message waits. A message in a large
   * room leads to one post for each member. Any number when absent.
   */
  readonly posts?: number | undefined;
}

/** Ten messages in ten seconds; the thirtieth attempt closes the connection. */
export const DEFAULT_FLOOD_LIMITS: FloodLimits = { messages: 10, window: 10_000, hardLimit: 30 };

/**
 * Validates limits and returns them.
 * @throws RangeError at start-up, not at the first message
 */
export function floodLimits(limits: FloodLimits): FloodLimits {
  const { messages, window, hardLimit } = limits;
  const whole = [messages, window, hardLimit].every((value) => Number.isSafeInteger(value) && value > 0);
  if (!whole || messages >= hardLimit) {
    throw new RangeError(
      'Flood limits are whole numbers above 0, with messages < hardLimit: ' +
        `messages ${messages}, window ${window}, hardLimit ${hardLimit}.`,
    );
  }
  return limits;
}

/** Buckets of a window in which attempts are counted; of the oldest, the part still in the window counts. */
export const BUCKETS = 10;

/** The bucket of a time, for windows of that length: buckets follow each other from the Unix epoch, for all users. */
export function bucketOf(at: number, window: number, buckets: number = BUCKETS): number {
  return Math.floor((at * buckets) / window);
}

/** The verdict on an attempt. */
export type RateVerdict =
  | { readonly verdict: 'allowed' }
  /** Too fast by one, or by far; `retryAfterMs` after the last attempt there is room for another. */
  | { readonly verdict: 'limited' | 'flooding'; readonly retryAfterMs: number };

/**
 * Judges an attempt by those before it. Rejected attempts count too: a user who retries without a pause stays limited,
 * one who waits `retryAfterMs` is allowed.
 * @param attempts - counts by bucket: first that of the attempt, itself included, then those of a window before it; a
 * window has as many buckets as there are counts after the first
 * @param at - when the attempt was made, in epoch milliseconds
 */
export function rateVerdict(attempts: readonly number[], at: number, limits: FloodLimits): RateVerdict {
  const { messages, window, hardLimit } = limits;
  const buckets = attempts.length - 1;
  const elapsed = at * buckets - bucketOf(at, window, buckets) * window;
  const load = loadOf(attempts, elapsed, window);
  if (load <= messages * window) return { verdict: 'allowed' };
  const verdict = load >= hardLimit * window ? 'flooding' : 'limited';
  return { verdict, retryAfterMs: Math.max(1, roomAt(attempts, at, limits) - at) };
}

/**
 * Attempts in the window that ends now, times `window`: of the oldest bucket, the part that is still in it.
 * @param elapsed - how much of the latest bucket has passed: `window` when all of it has, so that all arithmetic is in
 * whole numbers
 */
function loadOf(attempts: readonly number[], elapsed: number, window: number): number {
  return sum(attempts.slice(0, -1)) * window + (attempts.at(-1) ?? 0) * (window - elapsed);
}

/** When one more attempt is allowed, in epoch milliseconds. */
function roomAt(attempts: readonly number[], at: number, { messages, window }: FloodLimits): number {
  const buckets = attempts.length - 1;
  const bucket = bucketOf(at, window, buckets);
  for (let later = 0; later <= buckets; later += 1) {
    const oldest = attempts[buckets - later] ?? 0;
    const spare = messages - 1 - sum(attempts.slice(0, buckets - later));
    const elapsed = spare >= oldest ? 0 : window - (spare * window) / oldest;
    if (spare >= 0 && elapsed < window) return Math.ceil(((bucket + later) * window + elapsed) / buckets);
  }
  return Math.ceil(((bucket + buckets + 1) * window) / buckets);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
