/** What DynamoDB says of a table that it is still changing. */
const NOT_YET = new Set([
  'ContinuousBackupsUnavailableException',
  'LimitExceededException',
  'ResourceInUseException',
]);
/** Milliseconds between two looks at a table. */
const PAUSE = 10_000;
/** Tries of a change, ten minutes in all. */
const TRIES = 60;

/** Waits for tables. */
export class Patience {
  readonly #wait: (milliseconds: number) => Promise<void>;

  /** @param wait - a parameter, so that tests need not */
  constructor(
    wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  ) {
    this.#wait = wait;
  }

  /** Waits until a table may have changed. */
  pause(): Promise<void> {
    return this.#wait(PAUSE);
  }

  /**
   * Tries a change until the table is ready for it.
   * @throws what DynamoDB says, if that is something else, or after ten minutes
   */
  async until<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Error) || !NOT_YET.has(error.name) || tries === TRIES) throw error;
        await this.pause();
      }
    }
  }
}
