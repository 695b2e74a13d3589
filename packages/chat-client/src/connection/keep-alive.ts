import type { Timers } from '../ports/timers.js';
import { requestError } from '../request-error.js';
import type { Session } from './session.js';

/**
 * Pings a session periodically: often enough to stay within API Gateway's ten idle minutes, to detect a connection that
 * died silently, and to tell an idle client what it missed.
 */
export class KeepAlive {
  readonly #random: () => number;
  readonly #timers: Timers;
  readonly #interval: number;
  #cancel: () => void = () => undefined;
  #session: Session | null = null;

  /** @param interval - milliseconds between pings, at most; up to a tenth less, so that clients spread */
  constructor(timers: Timers, random: () => number, interval: number) {
    this.#random = random;
    this.#timers = timers;
    this.#interval = interval;
  }

  /** Starts to ping this session, and stops for any other. */
  watch(session: Session): void {
    this.stop();
    this.#session = session;
    this.#schedule();
  }

  stop(): void {
    this.#cancel();
    this.#session = null;
  }

  /** Pings at once, to check the connection. */
  async probe(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#cancel();
    try {
      await session.request({ action: 'ping' }, 'pong');
    } catch (error) {
      // An error frame is a response too.
      if (requestError(error).code === 'timeout') session.fail('no response to ping', 'line');
    }
    if (this.#session === session) this.#schedule();
  }

  #schedule(): void {
    this.#cancel();
    const delay = this.#interval * (1 - this.#random() / 10);
    this.#cancel = this.#timers.after(delay, () => void this.probe());
  }
}
