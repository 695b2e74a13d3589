import { LIMITS } from '@serverless-ws/chat-domain';

import type { Environment } from './environment.js';

const DAY = 86_400_000;
const POST_TIMEOUT = 2_000;

/** How messages are kept and delivered. */
export interface DeliverySettings {
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
  /** How long an inline broadcast may take in all, in milliseconds. */
  readonly broadcastDeadline: number;
  /** How long one post to one connection may take, in milliseconds. */
  readonly postTimeout: number;
  /** What one function may post in a second; no limit when `undefined`. */
  readonly postsPerSecond: number | undefined;
}

/** @throws SettingError naming the variable that is wrong */
export function deliverySettings(environment: Environment): DeliverySettings {
  const days = environment.count('CHAT_RETENTION_DAYS', LIMITS.retentionMinimum / DAY, 3_650);
  return {
    retention: days === undefined ? LIMITS.retentionDefault : days * DAY,
    broadcastDeadline:
      environment.count('CHAT_BROADCAST_DEADLINE_MS', 100, 25_000) ?? LIMITS.broadcastDeadline,
    postTimeout: environment.count('CHAT_POST_TIMEOUT_MS', 100, 25_000) ?? POST_TIMEOUT,
    postsPerSecond: environment.count('CHAT_POSTS_PER_SECOND', 1, 1_000_000),
  };
}
