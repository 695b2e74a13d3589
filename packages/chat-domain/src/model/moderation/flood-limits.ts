/** How much one user may send, over all their connections. */
export interface FloodLimits {
  /** Messages in any one window: this many at once, and on average one in `window / messages`. */
  readonly messages: number;
  /** Milliseconds. */
  readonly window: number;
  /** Attempts in one window, refused ones included, after which the connection ends. */
  readonly offence: number;
}

/** Attempts that a standing can hold: with them its item stays under 1 KB, which is one write unit. */
export const ATTEMPTS_KEPT = 40;

/** Ten messages in ten seconds; whoever tries thirty is shown out. */
export const DEFAULT_FLOOD_LIMITS: FloodLimits = { messages: 10, window: 10_000, offence: 30 };

/**
 * Limits that make sense.
 * @throws RangeError at start-up, not at the first message
 */
export function floodLimits(limits: FloodLimits): FloodLimits {
  const { messages, window, offence } = limits;
  const whole = [messages, window, offence].every((value) => Number.isSafeInteger(value) && value > 0);
  if (!whole || messages >= offence || offence > ATTEMPTS_KEPT) {
    throw new RangeError(
      `Flood limits are whole numbers above 0, with messages < offence <= ${ATTEMPTS_KEPT}: ` +
        `messages ${messages}, window ${window}, offence ${offence}.`,
    );
  }
  return limits;
}

/** What the latest attempts add up to. */
export type Pace =
  | { readonly verdict: 'calm' }
  /** Too fast by one, or by far; `retryAfterMs` after the last attempt there is room for another. */
  | { readonly verdict: 'fast' | 'flooding'; readonly retryAfterMs: number };

/**
 * Judges the latest attempt by those before it. Refused attempts count too: whoever keeps hammering never gets in, and
 * whoever waits as told does.
 * @param attempts - the latest first, this one included
 */
export function paceOf(attempts: readonly number[], { messages, window, offence }: FloodLimits): Pace {
  const now = attempts[0] ?? 0;
  const within = (count: number) => (attempts[count - 1] ?? Number.NEGATIVE_INFINITY) > now - window;
  if (!within(messages + 1)) return { verdict: 'calm' };
  // The attempt that must have left the window before the next one can be the last of `messages`.
  const oldest = attempts[messages - 1] ?? now;
  return { verdict: within(offence) ? 'flooding' : 'fast', retryAfterMs: Math.max(1, oldest + window - now) };
}
