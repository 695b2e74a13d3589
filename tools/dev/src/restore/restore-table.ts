import type { RoomHeadRepository } from '@serverless-ws/chat-domain';
import { usersToErase } from '../erase-user/erasure-record.js';
import { activeTable, beginRestore, type TableMaker } from './point-in-time.js';
import { renewRooms } from './renew-rooms.js';
import type { RestoreOptions } from './restore-options.js';
import { TableSettings } from './table-settings.js';

/** What {@link restoreTable} works with. */
export interface RestoreContext extends TableMaker {
  readonly heads: Pick<RoomHeadRepository, 'rooms' | 'findAll' | 'startEpoch'>;
  /** Erases a user in the table. */
  readonly erase: (userId: string) => Promise<unknown>;
}

/**
 * Makes a table ready for a stack: copies it from a backup where it is not there yet, sets what no backup holds, erases
 * again who was erased since, and starts new epochs. May be interrupted and repeated at any time.
 * @throws CommandError for what the operator can change; what DynamoDB says otherwise
 */
export async function restoreTable(
  context: RestoreContext,
  { table, source, isProtected, tags, tagsFrom, erasures }: RestoreOptions,
): Promise<void> {
  const { client, patience, print, heads, erase } = context;
  const say = (what: string) => print(`${table}: ${what}`);
  if (source !== undefined) await beginRestore(context, table, source);
  const { TableId, TableArn, CreationDateTime, RestoreSummary } = await activeTable(context, table);
  const settings = new TableSettings(client, table, patience);
  say(`time to live ${(await settings.expire()) ? 'switched on' : 'is on'}`);
  say(`point-in-time recovery ${(await settings.backUp()) ? 'switched on' : 'is on'}`);
  if (isProtected) say(`deletion protection ${(await settings.protect()) ? 'switched on' : 'is on'}`);
  say(`${await settings.tag(tags, tagsFrom)} tags`);
  // Before the new epochs: clients read rooms anew from then on.
  const erased =
    erasures === undefined ? [] : usersToErase(erasures, RestoreSummary?.RestoreDateTime?.getTime());
  for (const userId of erased) await erase(userId);
  if (erasures !== undefined) say(`${erased.length} users erased again`);
  const tableId = TableId ?? `${TableArn} ${CreationDateTime?.toISOString()}`;
  const { renewed, unchanged } = await renewRooms(heads, tableId, (soFar) =>
    say(`new epochs in ${soFar.renewed} rooms`),
  );
  say(`every room has a new epoch: ${renewed} from this run, ${unchanged} from an earlier one`);
  print(`Ready: npm run deploy -- --stage STAGE --param="tableName=${table}"`);
}
