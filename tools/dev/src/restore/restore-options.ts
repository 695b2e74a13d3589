import { CommandError, readFlags, type Flags } from '@serverless-ws/command-line/command.js';

/** What a new table is a copy of. */
export interface PointInTime {
  readonly table: string;
  /** To the second; `latest`: the last that DynamoDB can restore, some five minutes ago. */
  readonly at: Date | 'latest';
}

/** What `restore` is asked for. */
export interface RestoreOptions {
  /** The table that is to be ready for a stack. */
  readonly table: string;
  /** What it is to be made of; absent where it is there already. */
  readonly source?: PointInTime;
  /** From which table it gets its tags; none when absent. */
  readonly tagsFrom?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly isProtected: boolean;
  /** The record of erasures: who is erased again; none when absent. */
  readonly erasures?: string;
  /** Where the table is; the SDK's own choice when absent. */
  readonly region?: string;
  /** A local engine; AWS when absent. */
  readonly endpoint?: string;
}

/** What `--help` prints. */
export const USAGE = `npm run restore -- --from TABLE --to TABLE (--at TIME | --latest) [flags]    a copy of a table as it was
npm run restore -- --table TABLE [flags]                                     a table that is there already

  --from TABLE       whose backup is restored (point-in-time recovery)
  --to TABLE         the new table
  --at TIME          such as 2026-11-29T10:30:00Z, in the last 35 days
  --latest           the last second that can be restored, some five minutes ago
  --table TABLE      a table to make ready: retained, or restored by other means
  --tags-from TABLE  whose tags it gets (with --from: that one)
  --tags A=1,B=2     further tags
  --erasures FILE    the record that erase-user keeps: erases again who was erased since
  --unprotected      leaves deletion protection off
  --region REGION    of the tables (as the AWS SDK finds it)
  --endpoint URL     of a local engine (AWS)
  --help             print this

Sets what a backup does not hold: time to live, point-in-time recovery, deletion protection, tags; erases again
who was erased since, and starts a new epoch in every room, so that clients read them anew. Run it again after an interruption: it goes on where it was.`;

const FLAGS = {
  from: 'string',
  to: 'string',
  at: 'string',
  latest: 'boolean',
  table: 'string',
  'tags-from': 'string',
  tags: 'string',
  erasures: 'string',
  unprotected: 'boolean',
  region: 'string',
  endpoint: 'string',
} as const;

/** @throws CommandError for flags that make no sense */
export function restoreOptions(argv: readonly string[]): RestoreOptions {
  const flags = readFlags(argv, FLAGS);
  const [from, to, table] = [text(flags, 'from'), text(flags, 'to'), text(flags, 'table')];
  const [tagsFrom, region, erasures, endpoint] = [
    text(flags, 'tags-from') ?? from,
    text(flags, 'region'),
    text(flags, 'erasures'),
    text(flags, 'endpoint'),
  ];
  const name = table ?? to;
  if (name === undefined || (table === undefined) !== (from !== undefined && to !== undefined)) {
    throw new CommandError('name --from and --to, or --table');
  }
  if (from === name) throw new CommandError('--to is the name of a new table');
  return {
    table: name,
    ...(from === undefined ? noTime(flags) : { source: { table: from, at: time(flags) } }),
    ...(tagsFrom !== undefined && { tagsFrom }),
    tags: tagsIn(text(flags, 'tags')),
    isProtected: flags['unprotected'] !== true,
    ...(erasures !== undefined && { erasures }),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

function text(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function noTime(flags: Flags): Record<never, never> {
  const given = ['at', 'latest', 'to'].find((name) => flags[name] !== undefined);
  if (given !== undefined) throw new CommandError(`--${given} goes with --from`);
  return {};
}

function time(flags: Flags): Date | 'latest' {
  const at = text(flags, 'at');
  if ((at === undefined) !== (flags['latest'] === true)) throw new CommandError('give --at or --latest');
  if (at === undefined) return 'latest';
  // Without its zone, a time would be another one on another machine.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(at) || Number.isNaN(Date.parse(at))) {
    throw new CommandError('--at is no time such as 2026-11-29T10:30:00Z');
  }
  return new Date(at);
}

function tagsIn(list = ''): Readonly<Record<string, string>> {
  const pairs = list.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      if (key === undefined || value === undefined)
        throw new CommandError('--tags is a list such as service=chat,stage=prod');
      return [key, value];
    }),
  );
}
