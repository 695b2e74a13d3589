import type { Environment } from './environment.js';
import { SettingError } from './setting-error.js';

/**
 * The web pages that may open a connection, as origins (`https://chat.example.com`) separated by commas; any page when
 * absent.
 * @throws SettingError
 */
export function allowedOrigins(environment: Environment): readonly string[] | undefined {
  return environment
    .text('CHAT_ALLOWED_ORIGINS')
    ?.split(',')
    .map((text) => origin(text.trim()));
}

function origin(text: string): string {
  if (text.includes('*') || !URL.canParse(text) || new URL(text).origin !== text) {
    throw new SettingError(
      'CHAT_ALLOWED_ORIGINS',
      'takes origins such as https://chat.example.com, in lower case',
    );
  }
  return text;
}
