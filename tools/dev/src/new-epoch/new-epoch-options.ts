import { isChatError, storedRoomName } from '@serverless-ws/chat-domain';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';

/** What `new-epoch` is asked for. */
export interface NewEpochOptions {
  readonly table: string;
  /** Where the table is; the SDK's own choice when absent. */
  readonly region: string | undefined;
  /** A local engine; AWS when absent. */
  readonly endpoint: string | undefined;
  readonly rooms: readonly string[];
  /** Whether every room of the table is meant. */
  readonly all: boolean;
}

/** What `--help` prints. */
export const USAGE = `npm run new-epoch -- --table TABLE (--room ROOM | --rooms-from FILE | --all) [flags]    makes clients start anew

  --table TABLE      where the chat's messages are
  --room ROOM        whose clients start anew
  --rooms-from FILE  the same for many: one room a line, # for remarks
  --all              every room that the table lists
  --region REGION    of the table (as the AWS SDK finds it)
  --endpoint URL     of a local engine (AWS)
  --help             print this

After a change of retention; \`npm run restore\` does it for a restored table. Prints each room with its new epoch.`;

const FLAGS = {
  table: 'string',
  region: 'string',
  endpoint: 'string',
  room: 'string',
  'rooms-from': 'string',
  all: 'boolean',
} as const;

/**
 * @param read - the text of a file
 * @throws CommandError for flags, or a file, that make no sense
 */
export function newEpochOptions(argv: readonly string[], read: (file: string) => string): NewEpochOptions {
  const flags = readFlags(argv, FLAGS);
  const table = text(flags, 'table');
  const rooms = [...named(text(flags, 'room')), ...listed(text(flags, 'rooms-from'), read)];
  if (table === undefined) throw new CommandError('--table is missing');
  const all = flags['all'] === true;
  if (all === rooms.length > 0) throw new CommandError('name rooms by --room or --rooms-from, or say --all');
  return {
    table,
    region: text(flags, 'region'),
    endpoint: text(flags, 'endpoint'),
    rooms: [...new Set(rooms)],
    all,
  };
}

function text(flags: ReturnType<typeof readFlags>, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function named(room: string | undefined): readonly string[] {
  return room === undefined ? [] : [checked(room, '--room')];
}

/** One room a line; empty lines and lines that begin with `#` are passed over. */
function listed(file: string | undefined, read: (file: string) => string): readonly string[] {
  if (file === undefined) return [];
  return content(file, read)
    .split('\n')
    .map((line, index) => ({ line: line.trim(), position: `${file}:${index + 1}` }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, position }) => checked(line, position));
}

function content(file: string, read: (file: string) => string): string {
  try {
    return read(file);
  } catch {
    throw new CommandError(`--rooms-from: ${file} cannot be read`);
  }
}

function checked(room: string, position: string): string {
  try {
    return storedRoomName(room);
  } catch (error) {
    if (isChatError(error)) throw new CommandError(`${position}: ${error.message}`);
    throw error;
  }
}
