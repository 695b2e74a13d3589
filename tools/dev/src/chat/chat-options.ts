import { isUserId, LIMITS, roomName } from '@serverless-ws/chat-domain';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { isLocal, LOCAL_URL } from '@serverless-ws/local-stack/token/run-record.js';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { COMMANDS } from './commands/chat-commands.js';
import { atMost } from '@serverless-ws/local-stack/token/token-request.js';

/** What `npm run chat` is asked for. */
export interface ChatOptions {
  readonly url: string;
  readonly room: string;
  /** A token, or what makes one that the server on this machine accepts. */
  readonly token: () => string;
  /** Whether the chat is on this machine, as that of `npm start` is. */
  readonly isLocal: boolean;
}

/** What `--help` prints. */
export const USAGE = `npm run chat -- --name NAME [flags]    the chat in a terminal; /quit leaves

  --name NAME   who you are; your token is made for it
  --token JWT   a token from elsewhere, instead of a name
  --room ROOM   where to talk (lobby)
  --url URL     where the chat is (${LOCAL_URL})
  --help        print this

In the chat:

${COMMANDS}

Tokens are signed with JWT_SECRET where that is set, else with the secret of the npm start of this folder.`;

/** Seconds that a token of our own lives; the client asks for the next one in time. */
const TOKEN_LIFE = 3_600;

/**
 * Reads `--name Ada [--room tea] [--url wss://…] [--token JWT]`.
 * @param secretOf - what signs tokens for an address, looked up for each token: a server that was started anew has another
 * @throws CommandError with one line that names the flag
 */
export function chatOptions(argv: readonly string[], secretOf: (url: string) => string): ChatOptions {
  const flags = readFlags(argv, { name: 'string', room: 'string', url: 'string', token: 'string' });
  const { name, token, room = 'lobby', url = LOCAL_URL } = flags;
  if (typeof url !== 'string' || !/^wss?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    throw new CommandError('--url takes an address that begins with ws:// or wss://');
  }
  if (typeof room !== 'string' || !isRoomName(room)) {
    throw new CommandError(
      '--room takes 1 to 64 letters, digits, dots, dashes or underscores, the first of them a letter or digit, and "lobby" and "private." in small letters',
    );
  }
  const place = { url, room, isLocal: isLocal(url) };
  if (typeof token === 'string' && token !== '') return { ...place, token: () => token };
  if (typeof name !== 'string' || name.trim() === '') {
    throw new CommandError('--name is missing: who you are, as in npm run chat -- --name Ada');
  }
  const shown = atMost(LIMITS.userIdLength, 'name', name.trim());
  const identity = { sub: atMost(LIMITS.userIdLength, 'name', idOf(shown)), name: shown, roles: [] };
  // Fails at once where there is none.
  secretOf(url);
  return { ...place, token: () => mintToken({ ...identity, expiresIn: TOKEN_LIFE }, secretOf(url)) };
}

/** In ASCII where the name has what no id holds. */
function idOf(name: string): string {
  const id = name.normalize('NFKC').toLowerCase();
  return isUserId(id) ? id : encodeURIComponent(id.replace(/\p{Cs}/gu, ''));
}

function isRoomName(room: string): boolean {
  try {
    return roomName(room) === room;
  } catch {
    return false;
  }
}
