import { describe, expect, it } from '@jest/globals';
import { startLimit, type Ticker } from './running-time.js';

/** A clock that stands still until it is told how late the next look at it comes. */
class ScriptedTicker implements Ticker {
  #now = 0;
  #waiting: { readonly at: number; readonly call: () => void } | undefined;

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    this.#waiting = { at: this.#now + milliseconds, call };
    return () => (this.#waiting = undefined);
  }

  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** Lets the call happen that waits, so much later than it is due. */
  next(late = 0): void {
    const { at, call } = this.#waiting ?? { at: 0, call: () => undefined };
    this.#waiting = undefined;
    this.#now = at + late;
    call();
  }

  /** Lets all calls happen until none waits; returns the time. */
  run(late = 0): number {
    while (this.isWaiting) this.next(late);
    return this.#now;
  }
}

function limited(milliseconds: number) {
  const ticker = new ScriptedTicker();
  const seen = { ended: 0, forgiven: 0 };
  const ended = () => void (seen.ended += 1);
  const forgiven = (total: number) => void (seen.forgiven = total);
  return { ticker, seen, lift: startLimit(milliseconds, { ended, forgiven }, ticker) };
}

describe('a limit on running time', () => {
  it.each([20, 100, 1_030])('of %i ms ends at that very moment on an idle machine', (milliseconds) => {
    const { ticker, seen } = limited(milliseconds);

    expect(ticker.run()).toBe(milliseconds);
    expect(seen).toEqual({ ended: 1, forgiven: 0 });
  });

  it('does not count the sleep of a laptop, and says how long it was', () => {
    const { ticker, seen } = limited(1_000);
    ticker.next();
    ticker.next(3_600_000);

    expect(seen).toEqual({ ended: 0, forgiven: 3_600_000 - 50 });
    expect(ticker.run()).toBe(1_000 + seen.forgiven);
    expect(seen.ended).toBe(1);
  });

  it('is longer on a machine that is overloaded, and ends nevertheless', () => {
    const { ticker, seen } = limited(1_000);

    expect(ticker.run(450)).toBe(10 * 500);
    expect(seen.ended).toBe(1);
  });

  it('is lifted', () => {
    const { ticker, seen, lift } = limited(1_000);
    ticker.next();
    lift();

    expect([ticker.isWaiting, seen.ended]).toEqual([false, 0]);
  });
});
