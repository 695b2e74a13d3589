import { startOfDay } from './day-label.js';

/** The time, and waits. A port, so that tests control it. */
export interface DayClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `act` after `ms` milliseconds; returns what cancels that. */
  schedule(ms: number, act: () => void): () => void;
}

/** Milliseconds between two looks at the clock: a timer to midnight fires late where the machine slept. */
const LOOK_EVERY = 60_000;

/** The day that it is in the user's time zone, for as long as there is a listener. */
export class Today {
  readonly #clock: DayClock;
  readonly #listeners = new Set<() => void>();
  #day: number;
  #cancel: () => void = () => undefined;

  constructor(clock: DayClock) {
    this.#clock = clock;
    this.#day = startOfDay(clock.now());
  }

  /** Its first moment, in epoch milliseconds. */
  readonly day = (): number => this.#day;

  /** Calls `listener` after the day has changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.look();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#cancel();
    };
  };

  /** Looks at the clock now, as after the page was hidden. */
  readonly look = (): void => {
    const now = this.#clock.now();
    const day = startOfDay(now);
    this.#cancel();
    this.#cancel = this.#clock.schedule(Math.min(LOOK_EVERY, untilTomorrow(now)), this.look);
    if (day === this.#day) return;
    this.#day = day;
    for (const listener of this.#listeners) listener();
  };
}

function untilTomorrow(now: number): number {
  const at = new Date(now);
  return Math.max(1, new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1).getTime() - now);
}
