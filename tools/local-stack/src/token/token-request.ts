import { isUserId, LIMITS } from '@serverless-ws/chat-domain';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { LOCAL_URL } from './run-record.js';

/** Whom a token is for, and for how long. */
export interface TokenRequest {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Seconds; `null` for a token that never ends, as the stages that demand `exp` refuse. */
  readonly expiresIn: number | null;
}

/** What `--help` prints. */
export const USAGE = `npm run -s token -- --sub ID [flags]    a token, and nothing else

  --sub ID           the user's id
  --name NAME        what others see (the id)
  --roles A[,B…]     such as admin, moderator or room:private.NAME (none)
  --expires-in TIME  90s, 15m, 1h, 7d or never (8h)
  --url URL          the npm start that it is for (${LOCAL_URL})
  --help             print this

It is signed with JWT_SECRET where that is set, else with the secret of the npm start of this folder.`;

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** A working day, so that no user is disconnected in the middle of one. */
const DEFAULT_LIFE = 8 * SECONDS.h;

/**
 * Reads `--sub ID [--name NAME] [--roles a,b] [--expires-in 90s|15m|1h|7d|never] [--url ws://…]`.
 * @throws CommandError with one line that names the flag
 */
export function tokenRequest(argv: readonly string[]): TokenRequest & { readonly url: string } {
  const flags = readFlags(argv, {
    sub: 'string',
    name: 'string',
    roles: 'string',
    'expires-in': 'string',
    url: 'string',
  });
  const sub = text('sub', flags['sub']);
  if (sub === undefined) throw new CommandError('--sub is missing: the id of the user');
  const name = text('name', flags['name']) ?? sub;
  return {
    sub: userId(atMost(LIMITS.userIdLength, 'sub', sub)),
    name: atMost(LIMITS.userNameLength, 'name', name),
    roles: roles(text('roles', flags['roles'])),
    expiresIn: life(text('expires-in', flags['expires-in'])),
    url: address(text('url', flags['url'])),
  };
}

/** The chat refuses a token whose user has any other. */
function userId(sub: string): string {
  if (isUserId(sub)) return sub;
  throw new CommandError('--sub takes ASCII, or letters and digits of one script in the form NFKC');
}

/**
 * What the chat will take: it refuses a token whose user has a longer id.
 * @throws CommandError with one line that names the flag
 */
export function atMost(length: number, flag: string, value: string): string {
  if (value.length <= length) return value;
  throw new CommandError(`--${flag} takes ${length} characters at most, not ${value.length}`);
}

function text(flag: string, value: string | boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new CommandError(`--${flag} is empty`);
}

function address(url = LOCAL_URL): string {
  if (/^wss?:/.test(url) && URL.canParse(url)) return url;
  throw new CommandError('--url takes an address that begins with ws:// or wss://');
}

function roles(list: string | undefined): readonly string[] {
  if (list === undefined) return [];
  const names = list.split(',').map((name) => name.trim());
  if (names.includes(''))
    throw new CommandError(`--roles takes names with commas between them, not "${list}"`);
  const most = LIMITS.rolesPerIdentity;
  if (names.length > most) throw new CommandError(`--roles takes ${most} names at most, not ${names.length}`);
  return names;
}

function life(duration: string | undefined): number | null {
  if (duration === undefined) return DEFAULT_LIFE;
  if (duration === 'never') return null;
  const [, count, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(duration) ?? [];
  if (count === undefined || unit === undefined) {
    throw new CommandError(`--expires-in takes 90s, 15m, 1h, 7d or never, not "${duration}"`);
  }
  return Number(count) * SECONDS[unit as keyof typeof SECONDS];
}
