import { randomBytes } from 'node:crypto';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { minter } from '../local-target.js';

const SYNOPSIS = 'npm run load -- wss://HOST/STAGE --secret SECRET [flags]';

/** What `--help` prints. */
export const USAGE = `${SYNOPSIS}    many clients talk in one room, and each must see it all

  --secret SECRET    signs a token for each client, a user of its own
  --token TOKEN      instead: all clients are this user, if it may have so many connections
  --clients N        how many (100)
  --rate R           messages a second, all together (10)
  --minutes M        how long they talk (1)
  --room NAME        where (a new room)
  --rooms N          how many rooms they are spread over: NAME-0, NAME-1 and so on (1)
  --json FILE        keeps the report
  --help             print this

It ends with 1 when a message was lost, doubled, shown out of order, refused or never acknowledged.`;

/** What a load consists of. */
export interface LoadOptions {
  readonly url: string;
  /** A token for the client of this number. */
  readonly token: (client: number) => string;
  readonly clients: number;
  /** Messages a second, all together. */
  readonly rate: number;
  readonly minutes: number;
  readonly room: string;
  /** How many rooms the clients are spread over, one each. */
  readonly rooms: number;
  /** Where the report is kept; `null`: nowhere. */
  readonly json: string | null;
}

/** Longer than any load: tokens are made once. */
const TOKEN_LIFE = 24 * 3_600;

/**
 * Reads the command line.
 * @throws CommandError with one line
 */
export function loadOptions([url = '', ...argv]: readonly string[]): LoadOptions {
  const flags = readFlags(argv, {
    secret: 'string',
    token: 'string',
    clients: 'string',
    rate: 'string',
    minutes: 'string',
    room: 'string',
    rooms: 'string',
    json: 'string',
  });
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    throw new CommandError(`"${url}" is not the address of a WebSocket: ${SYNOPSIS}`);
  }
  const clients = amount('clients', flags['clients'] ?? '100', { most: 100_000, whole: true });
  return {
    url,
    token: tokens(flags['secret'], flags['token']),
    clients,
    rooms: amount('rooms', flags['rooms'] ?? '1', { most: clients, whole: true }),
    rate: amount('rate', flags['rate'] ?? '10', { most: 10_000 }),
    minutes: amount('minutes', flags['minutes'] ?? '1', { most: 24 * 60 }),
    room: typeof flags['room'] === 'string' ? flags['room'] : `load-${randomBytes(4).toString('hex')}`,
    json: typeof flags['json'] === 'string' ? flags['json'] : null,
  };
}

type Flag = string | boolean | undefined;

function tokens(secret: Flag, token: Flag): (client: number) => string {
  if ((secret === undefined) === (token === undefined)) {
    throw new CommandError(`one of --secret and --token is needed: ${SYNOPSIS}`);
  }
  if (typeof token === 'string') {
    if (token.split('.').length !== 3) throw new CommandError('--token is no JWT');
    return () => token;
  }
  if (typeof secret !== 'string' || secret.trim() === '') throw new CommandError('--secret is empty');
  const mint = minter(secret);
  return (client) => mint({ sub: `load-${client}`, expiresIn: TOKEN_LIFE });
}

function amount(
  name: string,
  value: Flag,
  { most, whole = false }: { most: number; whole?: boolean },
): number {
  const number = Number(value);
  const isRight = number > 0 && number <= most && (!whole || Number.isInteger(number));
  if (!isRight || String(value).trim() === '') {
    throw new CommandError(
      `--${name} takes ${whole ? '1' : 'more than 0, up'} to ${most}, not "${String(value)}"`,
    );
  }
  return number;
}
