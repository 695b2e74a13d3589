import { DEFAULT_FLOOD_LIMITS, type FloodLimits } from '@serverless-ws/chat-domain';

import type { Environment } from './environment.js';
import { SettingError } from './setting-error.js';

const DAY = 86_400_000;
const HOUR_SECONDS = 3_600;
/** Attempts, as a multiple of what is allowed, after which a connection ends. */
const OFFENCE = 3;
/** Above any sensible value. */
const MOST_MESSAGES = 100_000;

/** The settings of moderation. */
export interface ModerationSettings {
  /** How much a user may send; `undefined` where that is not limited. */
  readonly flood: FloodLimits | undefined;
  /** Connections that one user may hold; `undefined` for any number. */
  readonly connectionsPerUser: number | undefined;
  /** How long audit records are kept, in milliseconds; `undefined` for the domain's default. */
  readonly auditRetention: number | undefined;
}

/** @throws SettingError naming the variable that is wrong */
export function moderationSettings(environment: Environment): ModerationSettings {
  const days = environment.count('CHAT_AUDIT_RETENTION_DAYS', 1, 3_650);
  return {
    flood: floodLimits(environment),
    connectionsPerUser: environment.count('CHAT_CONNECTIONS_PER_USER', 1, 10_000),
    auditRetention: days === undefined ? undefined : days * DAY,
  };
}

/** Off where the number of messages is absent or 0. */
function floodLimits(environment: Environment): FloodLimits | undefined {
  const messages = environment.count('CHAT_FLOOD_MESSAGES', 0, MOST_MESSAGES) ?? 0;
  if (messages === 0) return undefined;
  const seconds = environment.count('CHAT_FLOOD_WINDOW_SECONDS', 1, HOUR_SECONDS);
  const hardLimit =
    environment.count('CHAT_FLOOD_HARD_LIMIT', 2, MOST_MESSAGES * OFFENCE) ?? messages * OFFENCE;
  if (hardLimit <= messages)
    throw new SettingError('CHAT_FLOOD_HARD_LIMIT', 'is not above CHAT_FLOOD_MESSAGES');
  const window = seconds === undefined ? DEFAULT_FLOOD_LIMITS.window : seconds * 1_000;
  return { messages, window, hardLimit };
}
