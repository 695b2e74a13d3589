import { JwtSettingsError } from './jwt-settings-error.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of a key server.
 * @throws JwtSettingsError for one that is not https (http only on loopback)
 */
export function keyServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const loopback = url?.protocol === 'http:' && LOOPBACK.has(url.hostname);
  if (url?.protocol !== 'https:' && !loopback)
    throw new JwtSettingsError('jwksUrl', 'is not an https address');
  return text;
}
