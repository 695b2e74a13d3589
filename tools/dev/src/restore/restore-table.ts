import type { MessageRepository } from '@serverless-ws/chat-domain';
import { activeTable, beginRestore, type TableMaker } from './point-in-time.js';
import { renewRooms } from './renew-rooms.js';
import type { RestoreOptions } from './restore-options.js';
import { TableSettings } from './table-settings.js';

/** What {@link restoreTable} works with. */
export interface RestoreContext extends TableMaker {
  readonly messages: Pick<MessageRepository, 'rooms' | 'heads' | 'startEpoch'>;
}

/**
 * Makes a table ready for a stack: copies it from a backup where it is not there yet, sets what no backup holds, and starts
 * new epochs. May be interrupted and repeated at any time.
 * @throws CommandError for what the operator can change; what DynamoDB says otherwise
 */
export async function restoreTable(
  context: RestoreContext,
  { table, source, isProtected, tags, tagsFrom }: RestoreOptions,
): Promise<void> {
  const { client, patience, print, messages } = context;
  const say = (what: string) => print(`${table}: ${what}`);
  if (source !== undefined) await beginRestore(context, table, source);
  const { TableId, TableArn, CreationDateTime } = await activeTable(context, table);
  const settings = new TableSettings(client, table, patience);
  say(`time to live ${(await settings.expire()) ? 'switched on' : 'is on'}`);
  say(`point-in-time recovery ${(await settings.backUp()) ? 'switched on' : 'is on'}`);
  if (isProtected) say(`deletion protection ${(await settings.protect()) ? 'switched on' : 'is on'}`);
  say(`${await settings.tag(tags, tagsFrom)} tags`);
  const tableId = TableId ?? `${TableArn} ${CreationDateTime?.toISOString()}`;
  const { renewed, unchanged } = await renewRooms(messages, tableId, (soFar) =>
    say(`new epochs in ${soFar.renewed} rooms`),
  );
  say(`every room has a new epoch: ${renewed} from this run, ${unchanged} from an earlier one`);
  print(`Ready: npm run deploy -- --stage STAGE --param="tableName=${table}"`);
}
