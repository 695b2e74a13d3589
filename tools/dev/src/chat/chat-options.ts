import { LIMITS, roomName } from '@serverless-ws/chat-domain';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
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

/** Where `npm start` listens. */
export const LOCAL_URL = 'ws://127.0.0.1:3001/dev';

/** What `--help` prints. */
export const USAGE = `npm run chat -- --name NAME [flags]    the chat in a terminal; /quit leaves

  --name NAME   who you are; your token is made for it
  --token JWT   a token from elsewhere, instead of a name
  --room ROOM   where to talk (lobby)
  --url URL     where the chat is (${LOCAL_URL})
  --help        print this

Tokens are signed with JWT_SECRET, or a public one for development where that is not set.`;

/** Seconds that a token of our own lives; the client asks for the next one in time. */
const TOKEN_LIFE = 3_600;

/**
 * Reads `--name Ada [--room tea] [--url wss://…] [--token JWT]`.
 * @param secret - signs local tokens
 * @throws CommandError with one line that names the flag
 */
export function chatOptions(argv: readonly string[], secret: string): ChatOptions {
  const flags = readFlags(argv, { name: 'string', room: 'string', url: 'string', token: 'string' });
  const { name, token, room = 'lobby', url = LOCAL_URL } = flags;
  if (typeof url !== 'string' || !/^wss?:\/\/[^/]/.test(url)) {
    throw new CommandError('--url takes an address that begins with ws:// or wss://');
  }
  if (typeof room !== 'string' || !isRoomName(room)) {
    throw new CommandError(
      '--room takes 1 to 64 letters, digits, dots, dashes or underscores, the first of them a letter or digit',
    );
  }
  const isLocal = /^wss?:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]|$)/.test(url);
  if (typeof token === 'string' && token !== '') return { url, room, isLocal, token: () => token };
  if (typeof name !== 'string' || name.trim() === '') {
    throw new CommandError('--name is missing: who you are, as in npm run chat -- --name Ada');
  }
  const shown = atMost(LIMITS.userIdLength, 'name', name.trim());
  const identity = { sub: shown.toLowerCase(), name: shown, roles: [] };
  return { url, room, isLocal, token: () => mintToken({ ...identity, expiresIn: TOKEN_LIFE }, secret) };
}

function isRoomName(room: string): boolean {
  try {
    return roomName(room) === room;
  } catch {
    return false;
  }
}
