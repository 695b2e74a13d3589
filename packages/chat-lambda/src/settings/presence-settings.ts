import type { Environment } from './environment.js';

/** Above, a hint would cost more than to ask: a client that shows members asks once a minute. */
const MOST_USERS = 100;

/** Whether the members of rooms are told who comes and goes. */
export interface PresenceSettings {
  /** Users of a room up to which they are; `undefined` where they are not. */
  readonly presenceHints: number | undefined;
}

/** @throws SettingError naming the variable that is wrong */
export function presenceSettings(environment: Environment): PresenceSettings {
  return { presenceHints: environment.count('CHAT_PRESENCE_HINTS', 0, MOST_USERS) || undefined };
}
