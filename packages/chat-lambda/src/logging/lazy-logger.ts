import { AsyncResource } from 'node:async_hooks';

import type { LogFields, Logger } from '@serverless-ws/chat-domain';

/** Lines that are buffered while the logger cannot be loaded; older ones are dropped. */
const HELD_AT_MOST = 1_000;

/**
 * A logger that is loaded for the first line, for functions that hardly ever write one. Lines are buffered until then:
 * a handler MUST {@link flush} before it responds.
 */
export class LazyLogger implements Logger {
  readonly #held: ((logger: Logger) => void)[] = [];
  #logger: Logger | undefined;
  #loading: Promise<void> | undefined;

  readonly #load: () => Promise<Logger>;

  constructor(load: () => Promise<Logger>) {
    this.#load = load;
  }

  debug(message: string, fields?: LogFields): void {
    this.#write((logger) => logger.debug(message, fields));
  }

  info(message: string, fields?: LogFields): void {
    this.#write((logger) => logger.info(message, fields));
  }

  warn(message: string, fields?: LogFields): void {
    this.#write((logger) => logger.warn(message, fields));
  }

  error(message: string, error: unknown, fields?: LogFields): void {
    this.#write((logger) => logger.error(message, error, fields));
  }

  /** Resolves once all that was logged is written, or could not be. */
  async flush(): Promise<void> {
    await this.#loading;
  }

  #write(line: (logger: Logger) => void): void {
    if (this.#logger !== undefined) {
      line(this.#logger);
      return;
    }
    if (this.#held.length === HELD_AT_MOST) this.#held.shift();
    // Written as part of the request that it was logged in.
    this.#held.push(AsyncResource.bind(line));
    this.#loading ??= this.#open();
  }

  async #open(): Promise<void> {
    try {
      this.#logger = await this.#load();
    } catch (error) {
      // The next line tries again, and writes the buffered ones first.
      this.#loading = undefined;
      console.error('cannot log', error);
      return;
    }
    for (const line of this.#held.splice(0)) line(this.#logger);
  }
}
