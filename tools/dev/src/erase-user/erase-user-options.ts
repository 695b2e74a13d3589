import { isUserId } from '@serverless-ws/chat-domain';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import type { TablePlace } from './chat-table.js';

/** What `erase-user` is asked for. */
export interface EraseUserOptions extends TablePlace {
  readonly userId: string;
  readonly callback: string;
  /** The file in which erasures are noted. */
  readonly record: string;
  /** Milliseconds; as the use case says when absent. */
  readonly settle: number | undefined;
  /** Whether the report is printed as JSON. */
  readonly json: boolean;
}

/** What `--help` prints. */
export const USAGE = `npm run -s erase-user -- --user ID --table TABLE --callback URL --record FILE [flags]    erases a user

  --user ID        whose data is erased
  --table TABLE    where the chat's rows are
  --callback URL   where functions post to: managementUrl of npm start -- --json, CHAT_CALLBACK_URL of functions on AWS
  --record FILE    notes the erasure there, to be erased again after a restore: keep it outside the table, and for 35 days
  --settle SECONDS waits so long after the ban until what was in flight has ended (35)
  --json           prints the report as JSON
  --region REGION  of the table (as the AWS SDK finds it)
  --endpoint URL   of a local engine: databaseUrl of npm start -- --json (AWS)
  --help           print this

Bans the user, ends their connections, erases what they wrote and the rows that name them, tells open clients once for
each room, and reports what is left and why. Run it again after an interruption: it goes on where it was.`;

const FLAGS = {
  user: 'string',
  table: 'string',
  callback: 'string',
  record: 'string',
  settle: 'string',
  json: 'boolean',
  region: 'string',
  endpoint: 'string',
} as const;

/** @throws CommandError for flags that make no sense */
export function eraseUserOptions(argv: readonly string[]): EraseUserOptions {
  const flags = readFlags(argv, FLAGS);
  const text = (name: keyof typeof FLAGS) => {
    const value = flags[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const required = (name: keyof typeof FLAGS) => {
    const value = text(name);
    if (value === undefined) throw new CommandError(`--${name} is missing`);
    return value;
  };
  const userId = required('user');
  if (!isUserId(userId)) throw new CommandError('--user is no user id');
  const callback = required('callback');
  if (!URL.canParse(callback)) throw new CommandError('--callback is no URL');
  return {
    ...{ userId, callback, table: required('table'), record: required('record') },
    ...{ settle: settle(text('settle')), json: flags['json'] === true },
    ...{ region: text('region'), endpoint: text('endpoint') },
  };
}

function settle(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  if (!/^\d{1,4}$/.test(seconds)) throw new CommandError('--settle is no number of seconds');
  return Number(seconds) * 1_000;
}
