import type { Clock, Logger } from '@serverless-ws/chat-domain';
import { callbackEndpoint, type CallbackAddress } from './callback-endpoint.js';
import { DEFAULT_RETRIES, type RetryPolicy } from './delivery/retry-policy.js';
import type { GatewaySettings } from './gateway-settings.js';
import { systemScheduler, type Scheduler } from './scheduler.js';
import type { CredentialsProvider } from './signing/credentials.js';
import { defaultCredentials } from './signing/default-credentials.js';

/** Endpoint, limits and retries. Everything but the first two has a default. */
export interface GatewayOptions {
  /** The API and its stage, or an explicit address. */
  readonly endpoint: CallbackAddress;
  /** The Region that requests are signed for. */
  readonly region: string;
  /** Default: the environment's credentials, as in Lambda; else the chain of the SDK. */
  readonly credentials?: CredentialsProvider;
  /** Requests in flight at once, over all deliveries. Default 256: 25,000 posts a second at 10 ms each. */
  readonly window?: number;
  /**
   * Posts a second at most; halved after a second in which more than a tenth got a 429, and raised again afterwards.
   * Default: no limit. All Lambdas of an account and Region share 10,000, so a worker gets its part of that.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
   */
  readonly rate?: number;
  /** Milliseconds of one post. Default 2,000. */
  readonly timeout?: number;
  /** When everything begun now must end, in epoch milliseconds, also before a delivery's own deadline. Default: never. */
  readonly deadline?: () => number;
  /** Default: eight posts within 10 s, with full jitter, from 50 ms up to 1 s. */
  readonly retries?: Partial<RetryPolicy>;
  /** PEM certificates to trust instead of the well-known authorities: for private endpoints. */
  readonly ca?: string;
  /** Gets one line for each delivery that did not reach every recipient. Default: no log. */
  readonly logger?: Logger;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Default: the timers of Node. */
  readonly scheduler?: Scheduler;
}

/** @throws TypeError for an option that makes no sense, by its name */
export function settingsOf(options: GatewayOptions): GatewaySettings {
  if (!/^[a-z0-9-]+$/.test(options.region)) throw new TypeError(`region: not a Region: "${options.region}"`);
  const retries = { ...DEFAULT_RETRIES, ...options.retries };
  return {
    endpoint: callbackEndpoint(options.endpoint, options.region),
    region: options.region,
    credentials: options.credentials ?? defaultCredentials,
    window: positive('window', options.window ?? 256),
    rate: options.rate === undefined ? null : positive('rate', options.rate),
    timeout: positive('timeout', options.timeout ?? 2_000),
    retries: {
      ...retries,
      attempts: positive('retries.attempts', retries.attempts),
      maxElapsed: positive('retries.maxElapsed', retries.maxElapsed),
    },
    deadline: options.deadline ?? (() => Infinity),
    ca: options.ca,
    logger: options.logger,
    clock: options.clock ?? { now: () => Date.now() },
    scheduler: options.scheduler ?? systemScheduler,
  };
}

function positive(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`${name}: not a whole number above 0`);
  return value;
}
