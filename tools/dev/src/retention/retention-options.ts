import { isChatError, storedRoomName } from '@serverless-ws/chat-domain';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';

const DAY = 24 * 3_600_000;
/** As `retentionDays` of the template has it, and the most that it takes. */
const [DEFAULT_DAYS, MOST_DAYS] = [30, 3_650];

/** What `retention` is asked for. */
export interface RetentionOptions {
  readonly table: string;
  /** Where the table is; the SDK's own choice when absent. */
  readonly region: string | undefined;
  /** A local engine; AWS when absent. */
  readonly endpoint: string | undefined;
  readonly room: string;
  /** How long entries of the room are kept, in milliseconds. */
  readonly period: number;
  /** The same in rooms without a retention of their own. */
  readonly deployment: number;
}

/** What `--help` prints. */
export const USAGE = `npm run retention -- --table TABLE --room ROOM --days DAYS [flags]    how long a room keeps its messages

  --table TABLE           where the chat's messages are
  --room ROOM             whose messages are meant
  --days DAYS             how long they are kept (1 to 3650); less counts for older ones at once, more for new ones
  --deployment-days DAYS  retentionDays of the stack (30)
  --region REGION         of the table (as the AWS SDK finds it)
  --endpoint URL          of a local engine (AWS)
  --help                  print this

Where the room has no log yet, one begins. Prints the room with what counts from now on.`;

const FLAGS = {
  table: 'string',
  region: 'string',
  endpoint: 'string',
  room: 'string',
  days: 'string',
  'deployment-days': 'string',
} as const;

/** @throws CommandError for flags that make no sense */
export function retentionOptions(argv: readonly string[]): RetentionOptions {
  const flags = readFlags(argv, FLAGS);
  const text = (name: keyof typeof FLAGS): string | undefined => {
    const value = flags[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [table, room] = [text('table'), text('room')];
  if (table === undefined) throw new CommandError('--table is missing');
  if (room === undefined) throw new CommandError('--room is missing');
  return {
    table,
    region: text('region'),
    endpoint: text('endpoint'),
    room: checked(room),
    period: milliseconds('--days', text('days')),
    deployment: milliseconds('--deployment-days', text('deployment-days') ?? String(DEFAULT_DAYS)),
  };
}

function milliseconds(flag: string, text: string | undefined): number {
  const days = /^\d{1,4}$/.test(text ?? '') ? Number(text) : 0;
  if (days < 1 || days > MOST_DAYS) throw new CommandError(`${flag}: a number from 1 to ${MOST_DAYS}`);
  return days * DAY;
}

function checked(room: string): string {
  try {
    return storedRoomName(room);
  } catch (error) {
    if (isChatError(error)) throw new CommandError(`--room: ${error.message}`);
    throw error;
  }
}
