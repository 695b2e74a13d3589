import type { Clock } from '@serverless-ws/chat-domain';

/** AWS credentials, in the SDK's own shape. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Comes with temporary credentials, as every Lambda has. */
  readonly sessionToken?: string;
  /** When they expire. */
  readonly expiration?: Date;
}

/** A source of credentials; any provider of the SDK fits. */
export type CredentialsProvider = () => Promise<Credentials>;

/** Milliseconds before their expiration from which credentials are replaced. */
const MARGIN = 60_000;

/** Caches the credentials of a provider: those with an expiration are kept until shortly before it. */
export class CredentialsSource {
  #known: Credentials | null = null;
  #asking: Promise<Credentials> | null = null;

  readonly #provider: CredentialsProvider;
  readonly #clock: Clock;

  constructor(provider: CredentialsProvider, clock: Clock) {
    this.#provider = provider;
    this.#clock = clock;
  }

  /** Credentials to sign with. Those without expiration are requested again each time: they may have rotated. */
  async current(): Promise<Credentials> {
    const known = this.#known;
    const isFresh =
      known?.expiration !== undefined && known.expiration.getTime() - MARGIN > this.#clock.now();
    return isFresh ? known : this.#ask();
  }

  /** Credentials other than `rejected`, or the same when the provider has no others. */
  async after(rejected: Credentials): Promise<Credentials> {
    return this.#known !== null && this.#known !== rejected ? this.#known : this.#ask();
  }

  #ask(): Promise<Credentials> {
    this.#asking ??= this.#provider()
      .then((credentials) => (this.#known = same(this.#known, usable(credentials)) ?? credentials))
      .finally(() => {
        this.#asking = null;
      });
    return this.#asking;
  }
}

/** Credentials that can sign. A provider that is not typed may yield anything, `undefined` among it. */
function usable(credentials: Partial<Credentials> | undefined): Credentials {
  const { accessKeyId, secretAccessKey } = credentials ?? {};
  if (!accessKeyId || !secretAccessKey) throw new TypeError('the provider yielded no credentials');
  return { ...credentials, accessKeyId, secretAccessKey };
}

/** The known object, if its values are the same, so that callers can compare by identity. */
function same(known: Credentials | null, fresh: Credentials): Credentials | null {
  const equal =
    known !== null &&
    known.accessKeyId === fresh.accessKeyId &&
    known.secretAccessKey === fresh.secretAccessKey &&
    known.sessionToken === fresh.sessionToken &&
    known.expiration?.getTime() === fresh.expiration?.getTime();
  return equal ? known : null;
}
