import type { KeySource, VerificationKey } from './key-source.js';
import type { TokenHeader } from './token-header.js';

/** A source of keys whose code is loaded when the first one is asked for: a fixed key does not cost its loading time. */
export class LateKeys implements KeySource {
  readonly #load: () => Promise<KeySource>;
  #source: Promise<KeySource> | undefined;

  /** @param load - loads the code, and makes the source of checked settings */
  constructor(load: () => Promise<KeySource>) {
    this.#load = load;
  }

  async find(header: TokenHeader): Promise<VerificationKey | null> {
    return (await this.#loaded()).find(header);
  }

  async renewed(found: VerificationKey): Promise<VerificationKey | null> {
    return (await (await this.#loaded()).renewed?.(found)) ?? null;
  }

  async prepare(): Promise<void> {
    await (await this.#loaded()).prepare?.();
  }

  #loaded(): Promise<KeySource> {
    this.#source ??= this.#load();
    return this.#source;
  }
}
