import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { minter } from '../local-target.js';
import type { ChatTarget } from '../scenario.js';

const SYNOPSIS = 'npm run smoke -- wss://HOST/STAGE --token TOKEN [--secret SECRET] [--unlimited]';

/** What `--help` prints. */
export const USAGE = `${SYNOPSIS}    the end-to-end suite against a chat

  --token TOKEN    of any user
  --secret SECRET  makes further users, for the scenarios that need them
  --unlimited      the chat has no flood control: also what asks a lot
  --help           print this

It talks in the lobby, where every connected user can see it.`;

/**
 * Reads the address of a chat, a token of one of its users, for the scenarios that need further users its
 * secret, and whether it has no flood control, for those that ask a lot.
 * @throws CommandError with one line
 */
export function smokeTarget([url = '', ...argv]: readonly string[]): ChatTarget {
  const flags = { token: 'string', secret: 'string', unlimited: 'boolean' } as const;
  const { token, secret, unlimited } = readFlags(argv, flags);
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    throw new CommandError(`"${url}" is not the address of a WebSocket: ${SYNOPSIS}`);
  }
  if (typeof token !== 'string' || token.split('.').length !== 3) {
    throw new CommandError(`--token is missing, or no JWT: ${SYNOPSIS}`);
  }
  if (typeof secret === 'string' && secret.trim() === '')
    throw new CommandError(`--secret is empty: ${SYNOPSIS}`);
  return {
    url,
    token,
    ...(typeof secret === 'string' && { mint: minter(secret) }),
    ...(unlimited === true && { unlimited }),
  };
}
