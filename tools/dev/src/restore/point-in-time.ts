import {
  DescribeTableCommand,
  RestoreTableToPointInTimeCommand,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { CommandError } from '@serverless-ws/command-line/command.js';
import type { Patience } from './patience.js';
import type { PointInTime } from './restore-options.js';

/** What a table is made with. */
export interface TableMaker {
  readonly client: DynamoDBClient;
  readonly patience: Patience;
  readonly print: (line: string) => void;
}

/**
 * Begins to make a table as another one was, unless that is under way or done already.
 * @throws CommandError where there is a table of that name that is something else
 */
export async function beginRestore(
  { client, print }: TableMaker,
  table: string,
  { table: source, at }: PointInTime,
): Promise<void> {
  const there = await describe(client, table);
  if (there !== null) {
    requireSame(there, { table: source, at });
    return print(`${table}: there already, a copy of ${source}`);
  }
  await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: source,
      TargetTableName: table,
      ...(at === 'latest' ? { UseLatestRestorableTime: true } : { RestoreDateTime: at }),
    }),
  );
  print(`${table}: made of ${source} as it was ${at === 'latest' ? 'last' : `at ${at.toISOString()}`}`);
}

/**
 * Waits until a table can be used.
 * @throws CommandError where there is none
 */
export async function activeTable(
  { client, patience, print }: TableMaker,
  table: string,
): Promise<TableDescription> {
  for (;;) {
    const there = await describe(client, table);
    if (there === null) throw new CommandError(`there is no table ${table}`, 1);
    const isRestoring = there.RestoreSummary?.RestoreInProgress === true;
    if (there.TableStatus === 'ACTIVE' && !isRestoring) return there;
    print(`${table}: ${there.TableStatus}${isRestoring ? ', being restored' : ''}; it may take hours`);
    await patience.pause();
  }
}

/** A table of this name may be what an interrupted run has begun, or something else. */
function requireSame(
  { TableName, RestoreSummary: summary }: TableDescription,
  { table, at }: PointInTime,
): void {
  const isCopy = summary?.SourceTableArn?.endsWith(`:table/${table}`) === true;
  const is = summary?.RestoreDateTime?.getTime() ?? Number.NaN;
  if (isCopy && (at === 'latest' || Math.abs(is - at.getTime()) < 1_000)) return;
  const what = isCopy ? `a copy of ${table} at another time` : `no copy of ${table}`;
  throw new CommandError(`${TableName} is there already, and is ${what}`, 1);
}

async function describe(client: DynamoDBClient, table: string): Promise<TableDescription | null> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: table }))).Table ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return null;
    throw error;
  }
}
