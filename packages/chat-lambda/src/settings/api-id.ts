import type { Environment } from './environment.js';
import { SettingError } from './setting-error.js';

/**
 * The id of the API whose events a function takes. Required: without it, an event of any API would be accepted.
 * @throws SettingError
 */
export function apiIdOf(environment: Environment): string {
  const id = environment.required('CHAT_API_ID');
  if (!/^[a-z0-9]{1,32}$/.test(id)) throw new SettingError('CHAT_API_ID', 'is not the id of an API');
  return id;
}
