import type { Timers } from '../ports/timers.js';
import type { ConnectionSettings } from './connection-settings.js';

/** What a {@link KeepAlive} needs. */
export interface KeepAliveDependencies {
  readonly timers: Timers;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
  readonly settings: Pick<ConnectionSettings, 'pingInterval' | 'tailCheck'>;
}

/**
 * Pings a session: within an interval, to stay within API Gateway's ten idle minutes, to detect a line that died
 * silently, and to learn what was missed; and once nothing more comes, as the push of the last entry may have been lost,
 * and none after it would tell.
 */
export class KeepAlive {
  readonly #dependencies: KeepAliveDependencies;
  readonly #ping: () => void;
  /** When the next ping is due at the latest, by `elapsed` of {@link Timers}. */
  #pingAt = 0;
  /** When it is due after the last entry; later if more come. */
  #tailAt = Infinity;
  #cancel: () => void = () => undefined;

  constructor(dependencies: KeepAliveDependencies, ping: () => void) {
    this.#dependencies = dependencies;
    this.#ping = ping;
  }

  /** Begins an interval; up to a fiftieth shorter, so that clients spread. */
  start(): void {
    const { timers, random, settings } = this.#dependencies;
    this.#pingAt = timers.elapsed() + settings.pingInterval * (1 - random() / 50);
    this.#tailAt = Infinity;
    this.#schedule();
  }

  /** An entry or ack has come. */
  soon(): void {
    const { timers, random, settings } = this.#dependencies;
    const isScheduled = this.#tailAt < Infinity;
    this.#tailAt = timers.elapsed() + settings.tailCheck * (1 + random());
    // Not a timer for each entry of a flood: the one that runs looks at the time again.
    if (!isScheduled) this.#schedule();
  }

  stop(): void {
    this.#cancel();
  }

  get #dueIn(): number {
    return Math.min(this.#pingAt, this.#tailAt) - this.#dependencies.timers.elapsed();
  }

  #schedule(): void {
    this.#cancel();
    this.#cancel = this.#dependencies.timers.after(this.#dueIn, () => {
      if (this.#dueIn > 0) return this.#schedule();
      this.start();
      this.#ping();
    });
  }
}
