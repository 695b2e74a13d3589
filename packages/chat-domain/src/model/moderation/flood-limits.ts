/** How much one user may send, over all their connections. */
export interface FloodLimits {
  /** Messages in any one window: this many at once, and on average one in `window / messages`. */
  readonly messages: number;
  /** Milliseconds. */
  readonly window: number;
  /** Attempts in one window, refused ones included, at which the connection ends. */
  readonly offence: number;
}

/** Ten messages in ten seconds; whoever tries thirty is shown out. */
export const DEFAULT_FLOOD_LIMITS: FloodLimits = { messages: 10, window: 10_000, offence: 30 };

/**
 * Limits that make sense.
 * @throws RangeError at start-up, not at the first message
 */
export function floodLimits(limits: FloodLimits): FloodLimits {
  const { messages, window, offence } = limits;
  const whole = [messages, window, offence].every((value) => Number.isSafeInteger(value) && value > 0);
  if (!whole || messages >= offence) {
    throw new RangeError(
      'Flood limits are whole numbers above 0, with messages < offence: ' +
        `messages ${messages}, window ${window}, offence ${offence}.`,
    );
  }
  return limits;
}

/** Parts of a window in which attempts are counted; a window slides by what is left of the oldest. */
export const SLICES = 10;

/** Which slice a time is in, of windows of that length: they follow each other from the epoch on, for everybody. */
export function sliceOf(at: number, window: number): number {
  return Math.floor((at * SLICES) / window);
}

/** What the latest attempts add up to. */
export type Pace =
  | { readonly verdict: 'calm' }
  /** Too fast by one, or by far; `retryAfterMs` after the last attempt there is room for another. */
  | { readonly verdict: 'fast' | 'flooding'; readonly retryAfterMs: number };

/**
 * Judges an attempt by those before it. Refused attempts count too: whoever keeps hammering never gets in, and whoever
 * waits as told does.
 * @param attempts - how many fell into each slice: that of the attempt first, itself included, then a window back
 * @param at - when the attempt was made, in epoch milliseconds
 */
export function paceOf(attempts: readonly number[], at: number, limits: FloodLimits): Pace {
  const { messages, window, offence } = limits;
  const load = loadOf(attempts, elapsedOf(at, window), window);
  if (load <= messages * window) return { verdict: 'calm' };
  const verdict = load >= offence * window ? 'flooding' : 'fast';
  return { verdict, retryAfterMs: Math.max(1, roomAt(attempts, at, limits) - at) };
}

/** How far a slice has gone by: `window` when all of it has, so that everything here is whole numbers. */
function elapsedOf(at: number, window: number): number {
  return at * SLICES - sliceOf(at, window) * window;
}

/** Attempts in the window that ends now, times `window`: of the oldest slice, the part that is still in it. */
function loadOf(attempts: readonly number[], elapsed: number, window: number): number {
  return sum(attempts.slice(0, SLICES)) * window + (attempts[SLICES] ?? 0) * (window - elapsed);
}

/** When there is room for one more attempt, in epoch milliseconds. */
function roomAt(attempts: readonly number[], at: number, { messages, window }: FloodLimits): number {
  const slice = sliceOf(at, window);
  for (let later = 0; later <= SLICES; later += 1) {
    const oldest = attempts[SLICES - later] ?? 0;
    const spare = messages - 1 - sum(attempts.slice(0, SLICES - later));
    const elapsed = spare >= oldest ? 0 : window - (spare * window) / oldest;
    if (spare >= 0 && elapsed < window) return Math.ceil(((slice + later) * window + elapsed) / SLICES);
  }
  return Math.ceil(((slice + SLICES + 1) * window) / SLICES);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
