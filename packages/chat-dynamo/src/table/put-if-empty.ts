import { ChatError } from '@serverless-ws/chat-domain';
import type { ChatTable } from './chat-table.js';
import { get, putIf } from './chat-table.js';
import type { Item, KeyedItem } from './item.js';
import { lives } from './item.js';

/** Rounds: an item that exists at the write and is gone at the read is rare; twice in a row it is a failure. */
const ROUNDS = 4;

/**
 * Writes an item where there is none; an expired one counts as none. Of several concurrent calls for a key one
 * writes, and each returns which item it was.
 *
 * @param now - epoch milliseconds
 * @returns `null` when written by this call, else the item that is there
 * @throws ChatError `unavailable`
 */
export async function putIfEmpty(table: ChatTable, item: KeyedItem, now: number): Promise<Item | null> {
  const condition = { expression: 'attribute_not_exists(PK) OR x <= :now', values: { ':now': now } };
  for (let round = 0; round < ROUNDS; round += 1) {
    if (await putIf(table, item, condition)) return null;
    // A second call, because not every engine returns the item with the failed condition.
    const there = await get(table, { PK: item.PK, SK: item.SK });
    if (lives(there, now)) return there;
  }
  throw new ChatError('unavailable', 'An item comes and goes faster than it can be read.');
}
