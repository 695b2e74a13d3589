import { messageOf } from '@serverless-ws/command-line/command.js';
import type { Facts } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';
import { handshake } from '../handshake.js';

const { ok, warning, failed } = findingsAbout('origins');

/** Whose name no resolver knows. */
const STRANGER = 'https://doctor.invalid';

/** Whether a web page of a stranger could connect. Pages are looked at before tokens, so no token is needed. */
export async function checkOrigins({ url, functions }: Facts): Promise<readonly Finding[]> {
  const allowed = functions?.authorizer['CHAT_ALLOWED_ORIGINS'] ?? '';
  try {
    const status = await handshake(url, { Origin: STRANGER, Authorization: 'no.token.atall' });
    if (status === 403) return [ok(`other pages are refused${allowed && `, but ${allowed}`}`)];
    if (status === 401 && allowed === '')
      return [
        warning('any web page may connect with a token: name yours by CHAT_ALLOWED_ORIGINS, and deploy'),
      ];
    return [
      failed(`a page of a stranger is answered ${status}, not 403: see CHAT_ALLOWED_ORIGINS, and deploy`),
    ];
  } catch (error) {
    return [failed(`${url} cannot be reached: ${messageOf(error)}`)];
  }
}
