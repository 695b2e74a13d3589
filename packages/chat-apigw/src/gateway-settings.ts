import type { Clock, Logger } from '@serverless-ws/chat-domain';
import type { CallbackEndpoint } from './callback-endpoint.js';
import type { RetryPolicy } from './delivery/retry-policy.js';
import type { Scheduler } from './scheduler.js';
import type { CredentialsProvider } from './signing/credentials.js';

/** The options with their defaults. */
export interface GatewaySettings {
  readonly endpoint: CallbackEndpoint;
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly window: number;
  /** `null`: no limit. */
  readonly rate: number | null;
  readonly timeout: number;
  /** Epoch milliseconds; `Infinity`: none. */
  readonly deadline: () => number;
  readonly retries: RetryPolicy;
  readonly ca: string | undefined;
  readonly logger: Logger | undefined;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}
