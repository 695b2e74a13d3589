import { ChatError } from '@serverless-ws/chat-domain';
import type { ChatTable } from './chat-table.js';
import { get, putIf } from './chat-table.js';
import type { Item, KeyedItem } from './item.js';
import { lives } from './item.js';

/** Rounds: an item that is there when we write and gone when we read is rare, and twice in a row a fault. */
const ROUNDS = 4;

/**
 * Writes an item where there is none; an expired one is none. Of several at the same key one is written, and all
 * learn which.
 *
 * @param now - epoch milliseconds
 * @returns `null` when written by this call, else the item that is there
 * @throws ChatError `unavailable`
 */
export async function putIfEmpty(table: ChatTable, item: KeyedItem, now: number): Promise<Item | null> {
  const condition = { expression: 'attribute_not_exists(PK) OR x <= :now', values: { ':now': now } };
  for (let round = 0; round < ROUNDS; round += 1) {
    if (await putIf(table, item, condition)) return null;
    // A second call, because not every engine returns the item with the refusal.
    const there = await get(table, { PK: item.PK, SK: item.SK });
    if (lives(there, now)) return there;
  }
  throw new ChatError('unavailable', 'An item comes and goes faster than it can be read.');
}
