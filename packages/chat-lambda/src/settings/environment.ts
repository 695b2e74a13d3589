import { SettingError } from './setting-error.js';

/** Environment variables, as `process.env` holds them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Every setting there is. A function gets some of them; a name of our kind that is not here is a spelling mistake. */
export const SETTINGS = [
  'JWT_SECRET',
  'JWT_PREVIOUS_SECRET',
  'JWT_SECRET_ARN',
  'JWT_PUBLIC_KEY',
  'JWT_JWKS_URL',
  'JWT_ALGORITHMS',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
  'JWT_CLOCK_TOLERANCE_SECONDS',
  'JWT_MAX_TOKEN_LENGTH',
  'JWT_MAX_AGE_SECONDS',
  'JWT_REQUIRE_EXP',
  'JWT_REQUIRE_STRONG_SECRET',
  'JWT_QUERY_PARAMETER',
  'CHAT_API_ID',
  'CHAT_TABLE',
  'CHAT_CALLBACK_URL',
  'CHAT_RETENTION_DAYS',
  'CHAT_BROADCAST_DEADLINE_MS',
  'CHAT_POST_TIMEOUT_MS',
  'CHAT_ALLOWED_ORIGINS',
  'CHAT_CONNECTIONS_PER_USER',
  'CHAT_FLOOD_MESSAGES',
  'CHAT_FLOOD_WINDOW_SECONDS',
  'CHAT_FLOOD_HARD_LIMIT',
  'CHAT_FLOOD_POSTS',
  'CHAT_FRAMES_PER_MINUTE',
  'CHAT_CROWDED_FROM',
  'CHAT_AUDIT_RETENTION_DAYS',
  'CHAT_POSTS_PER_SECOND',
  'CHAT_PRESENCE_HINTS',
  'CHAT_REVIEW_FUNCTION_ARN',
  'CHAT_REVIEW_REQUIRED',
  'CHAT_EVENTS_QUEUE_URL',
  'CHAT_EVENTS_FROM',
  'CHAT_EVENTS_TO',
  'CHAT_PUBLISH_QUEUE_ARN',
  'CHAT_PUBLISH_EVENT_SOURCE',
  'BROADCAST_QUEUE_URL',
  'BROADCAST_BUSY_QUEUE_URL',
] as const;

/** The name of a setting. */
export type Setting = (typeof SETTINGS)[number];

const OURS = /^(?:JWT|CHAT|BROADCAST)_/;
const KNOWN = new Set<string>(SETTINGS);
const TEMPLATE = /\$\{[^}]*\}/;

/** Reads settings. An empty variable counts as absent, so that a template may pass on variables that are not set. */
export class Environment {
  readonly #variables: Variables;

  /** @throws SettingError for an unknown name of our kind */
  constructor(variables: Variables) {
    this.#variables = variables;

    const unknown = Object.keys(variables).find((name) => OURS.test(name) && !KNOWN.has(name));
    if (unknown !== undefined) throw new SettingError(unknown, 'is not a setting');
  }

  /** @throws SettingError where it holds a variable of a deployment tool: what is deployed would be another text */
  text(name: Setting): string | undefined {
    const value = this.#variables[name]?.trim();
    if (value !== undefined && TEMPLATE.test(value))
      throw new SettingError(name, 'holds ${…}, which deployment tools replace');
    return value === '' ? undefined : value;
  }

  /** @throws SettingError when absent */
  required(name: Setting): string {
    const value = this.text(name);
    if (value === undefined) throw new SettingError(name, 'is missing');
    return value;
  }

  /** `true` or `false`; `false` when absent. */
  flag(name: Setting): boolean {
    const value = this.text(name) ?? 'false';
    if (value !== 'true' && value !== 'false') throw new SettingError(name, 'is neither true nor false');
    return value === 'true';
  }

  /** A whole number within bounds, or `undefined` when absent. */
  count(name: Setting, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const count = Number(value);
    if (!/^\d+$/.test(value) || count < least || count > most) {
      throw new SettingError(name, `is not a whole number from ${least} to ${most}`);
    }
    return count;
  }
}
