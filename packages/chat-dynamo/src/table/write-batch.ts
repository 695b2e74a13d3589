import type { BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Pause } from './backoff.js';
import { pause, untilDone } from './backoff.js';
import type { ChatTable } from './chat-table.js';
import { calling } from './chat-table.js';
import type { KeyedItem } from './item.js';
import type { Key } from './keys.js';

/**
 * Requests in one batch.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
const BATCH = 25;
/** Batches in flight at once. */
const SIDE_BY_SIDE = 4;

/** One write of a batch: an item to put, or a key to delete. */
export type BatchWrite = { readonly put: KeyedItem } | { readonly delete: Key };

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/**
 * Writes many items, in no order and not atomically. Of several writes to one key, the last wins. Every batch is tried,
 * even if others fail.
 *
 * @throws the first error, once every batch has been tried
 */
export async function writeBatch(
  table: ChatTable,
  writes: readonly BatchWrite[],
  wait: Pause = pause,
): Promise<void> {
  // DynamoDB rejects a whole batch that names one key twice.
  const requests = [...new Map(writes.map((write) => [keyText(write), request(write)])).values()];
  const batches: WriteRequest[][] = [];
  for (let from = 0; from < requests.length; from += BATCH) batches.push(requests.slice(from, from + BATCH));
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await untilDone(batch, (rest) => writeOnce(table, rest), wait).catch((error: unknown) =>
        failures.push(error),
      );
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  if (failures.length > 0) throw failures[0];
}

async function writeOnce(
  { client, table }: ChatTable,
  rest: readonly WriteRequest[],
): Promise<WriteRequest[]> {
  const call = client.call('BatchWriteItem', { RequestItems: { [table]: [...rest] } });
  return (await calling(call)).UnprocessedItems?.[table] ?? [];
}

function request(write: BatchWrite): WriteRequest {
  if ('put' in write) return { PutRequest: { Item: write.put } };
  return { DeleteRequest: { Key: { PK: write.delete.PK, SK: write.delete.SK } } };
}

function keyText(write: BatchWrite): string {
  const { PK, SK } = 'put' in write ? write.put : write.delete;
  return JSON.stringify([PK, SK]);
}
