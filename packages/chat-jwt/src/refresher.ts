import type { Clock, Logger } from '@serverless-ws/chat-domain';

/** The least time between two requests, in milliseconds: however many tokens ask for another key, they cause no more. */
const PAUSE = 5_000;

/** What {@link Refresher} needs. */
export interface RefresherDependencies {
  readonly clock: Clock;
  /** Gets a line for each request that fails. */
  readonly logger: Logger;
  /** What that line says. */
  readonly failure: string;
}

/** Asks for keys again: one request at a time, shared by all callers, and none within the pause after the last. */
export class Refresher {
  readonly #ask: () => Promise<void>;
  readonly #dependencies: RefresherDependencies;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<boolean> | undefined;

  /** @param ask - requests the keys and keeps them */
  constructor(ask: () => Promise<void>, dependencies: RefresherDependencies) {
    this.#ask = ask;
    this.#dependencies = dependencies;
  }

  /** Whether a request was answered; `false` too where none was made. */
  refresh(): Promise<boolean> {
    if (this.#asking !== undefined) return this.#asking;
    const now = this.#dependencies.clock.now();
    if (now - this.#askedAt < PAUSE) return Promise.resolve(false);
    this.#askedAt = now;
    this.#asking = this.#attempt().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #attempt(): Promise<boolean> {
    const { logger, failure } = this.#dependencies;
    try {
      await this.#ask();
      return true;
    } catch (error) {
      logger.error(failure, error);
      return false;
    }
  }
}
