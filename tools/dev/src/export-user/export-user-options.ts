import { isUserId } from '@serverless-ws/chat-domain';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import type { TablePlace } from '../erase-user/chat-table.js';

/** What `export-user` is asked for. */
export interface ExportUserOptions extends TablePlace {
  readonly userId: string;
}

/** What `--help` prints. */
export const USAGE = `npm run -s export-user -- --user ID --table TABLE [flags] > FILE    all rows of a user, as JSON Lines

  --user ID        whose rows are exported
  --table TABLE    where the chat's rows are
  --region REGION  of the table (as the AWS SDK finds it)
  --endpoint URL   of a local engine: databaseUrl of npm start -- --json (AWS)
  --help           print this

What the user has written, their rooms and read marks, invitations, blocks, sanctions and open connections; not what others
wrote to them.`;

const FLAGS = { user: 'string', table: 'string', region: 'string', endpoint: 'string' } as const;

/** @throws CommandError for flags that make no sense */
export function exportUserOptions(argv: readonly string[]): ExportUserOptions {
  const flags = readFlags(argv, FLAGS);
  const text = (name: keyof typeof FLAGS) => {
    const value = flags[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [userId, table] = [text('user'), text('table')];
  if (userId === undefined || !isUserId(userId)) throw new CommandError('--user is no user id');
  if (table === undefined) throw new CommandError('--table is missing');
  return { userId, table, region: text('region'), endpoint: text('endpoint') };
}
