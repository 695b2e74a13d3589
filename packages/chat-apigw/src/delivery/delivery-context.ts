import type { StalledRecipients } from '@serverless-ws/chat-domain';
import type { GatewaySettings } from '../gateway-settings.js';
import type { CredentialsSource } from '../signing/credentials.js';
import type { SignedPosts } from '../signing/signed-posts.js';
import type { ConnectionPool } from '../transport/connection-pool.js';
import type { Deadline } from './deadline.js';
import type { RateLimiter } from './rate-limiter.js';
import type { SendWindow } from './send-window.js';

/** The dependencies of a delivery. */
export interface DeliveryContext {
  readonly settings: Pick<GatewaySettings, 'clock' | 'scheduler' | 'retries' | 'timeout'>;
  readonly credentials: Pick<CredentialsSource, 'after'>;
  readonly window: SendWindow;
  readonly rateLimiter: RateLimiter | null;
  readonly pool: Pick<ConnectionPool, 'exchange'>;
  readonly posts: Pick<SignedPosts, 'request'>;
  readonly deadline: Deadline;
  /** Milliseconds of the tail; `undefined`: retries go on to the deadline. */
  readonly tail: number | undefined;
  /** Recipients on which the last delivery gave up. */
  readonly stalled: StalledRecipients;
  /** Connections of which a post was given up that has got no response yet. */
  readonly unanswered: Set<string>;
}
