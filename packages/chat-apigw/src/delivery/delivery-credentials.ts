import type { CredentialsSource, Credentials } from '../signing/credentials.js';

/** The credentials of one delivery: requested anew once, however many posts were rejected with them. */
export class DeliveryCredentials {
  #current: Credentials;
  #renewal: Promise<Credentials> | null = null;

  readonly #source: Pick<CredentialsSource, 'after'>;

  constructor(source: Pick<CredentialsSource, 'after'>, current: Credentials) {
    this.#source = source;
    this.#current = current;
  }

  /** What posts are signed with now. */
  get current(): Credentials {
    return this.#current;
  }

  /** Signs with these from now on. */
  use(credentials: Credentials): void {
    this.#current = credentials;
  }

  /** Whether there are other credentials than those that were rejected. Never rejects. */
  async replace(rejected: Credentials): Promise<boolean> {
    if (this.#current === rejected) {
      this.#renewal ??= this.#source.after(rejected).catch(() => rejected);
      const fresh = await this.#renewal;
      if (this.#current === rejected && fresh !== rejected) {
        this.#current = fresh;
        this.#renewal = null;
      }
    }
    return this.#current !== rejected;
  }
}
