import type { ReadOptions } from '@serverless-ws/chat-domain';
import type { Pause } from './backoff.js';
import { pause, untilDone } from './backoff.js';
import type { ChatTable } from './chat-table.js';
import { calling } from './chat-table.js';
import type { Item } from './item.js';
import type { Key } from './keys.js';

/**
 * Keys in one batch.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
const BATCH = 100;

/** How to read. */
export interface ReadBatchOptions extends ReadOptions {
  readonly wait?: Pause;
}

/**
 * Reads many items by key, each key named once; those that are not there are left out. Every write that finished
 * before is seen, unless said otherwise.
 */
export async function readBatch(
  { client, table }: ChatTable,
  keys: readonly Key[],
  { consistent = true, wait = pause }: ReadBatchOptions = {},
): Promise<readonly Item[]> {
  const found: Item[] = [];
  const readOnce = async (rest: readonly Key[]): Promise<readonly Key[]> => {
    const request = { [table]: { Keys: rest.map(({ PK, SK }) => ({ PK, SK })), ConsistentRead: consistent } };
    const response = await calling(client.call('BatchGetItem', { RequestItems: request }));
    found.push(...(response.Responses?.[table] ?? []));
    return (response.UnprocessedKeys?.[table]?.Keys ?? []).map(({ PK, SK }) => ({
      PK: String(PK),
      SK: String(SK),
    }));
  };
  for (let from = 0; from < keys.length; from += BATCH) {
    await untilDone(keys.slice(from, from + BATCH), readOnce, wait);
  }
  return found;
}
