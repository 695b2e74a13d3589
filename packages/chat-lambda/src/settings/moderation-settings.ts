import { DEFAULT_FLOOD_LIMITS, LIMITS, type FloodLimits, type FrameLimits } from '@serverless-ws/chat-domain';

import type { Environment } from './environment.js';
import { SettingError } from './setting-error.js';

const DAY = 86_400_000;
const HOUR_SECONDS = 3_600;
/** Attempts, as a multiple of what is allowed, after which a connection ends. */
const OFFENCE = 3;
/** The same of frames. */
const FRAME_OFFENCE = 2;
/** Frames are counted by a sample of one in fifty: a smaller limit would reject users by chance. */
const LEAST_FRAMES = 300;
/** Above any sensible value. */
const MOST_MESSAGES = 100_000;
const MOST_POSTS = 1_000_000_000;
const MOST_MEMBERS = 10_000_000;

/** The settings of moderation. */
export interface ModerationSettings {
  /** How much a user may send; `undefined` where that is not limited. */
  readonly flood: FloodLimits | undefined;
  /** How many frames of any kind a user may send; `undefined` where that is not limited. */
  readonly frames: FrameLimits | undefined;
  /** Members from which on a room is crowded, and takes an access of its own to send to; `undefined` for none. */
  readonly crowdedFrom: number | undefined;
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
    frames: frameLimits(environment),
    crowdedFrom: environment.count('CHAT_CROWDED_FROM', 0, MOST_MEMBERS) || undefined,
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
  const posts = environment.count('CHAT_FLOOD_POSTS', 0, MOST_POSTS) ?? LIMITS.floodPosts;
  return { messages, window, hardLimit, posts: posts === 0 ? undefined : posts };
}

/** Off where the number of frames is absent or 0. */
function frameLimits(environment: Environment): FrameLimits | undefined {
  const frames = environment.count('CHAT_FRAMES_PER_MINUTE', 0, MOST_MESSAGES) ?? 0;
  if (frames > 0 && frames < LEAST_FRAMES) {
    throw new SettingError('CHAT_FRAMES_PER_MINUTE', `is not 0, nor at least ${LEAST_FRAMES}`);
  }
  return frames === 0 ? undefined : { frames, hardLimit: frames * FRAME_OFFENCE };
}
