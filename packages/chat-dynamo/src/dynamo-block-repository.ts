import type { BlockRepository } from '@serverless-ws/chat-domain';
import type { ChatTable } from './table/chat-table.js';
import { get, put, take } from './table/chat-table.js';
import { textOf } from './table/item.js';
import { blockKey, blocksPartition } from './table/keys.js';
import { queryPage } from './table/query-page.js';

/** Whom users have blocked, a row each. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoBlockRepository implements BlockRepository {
  readonly #table: ChatTable;

  constructor({ client, table }: ChatTable) {
    this.#table = { client, table };
  }

  async block(userId: string, blockedId: string, maximum: number): Promise<boolean> {
    const blocked = await this.#first(userId, maximum);
    if (blocked.length >= maximum && !(await this.hasBlocked(userId, blockedId))) return false;
    await put(this.#table, blockKey(userId, blockedId));
    return true;
  }

  async unblock(userId: string, blockedId: string): Promise<void> {
    await take(this.#table, blockKey(userId, blockedId));
  }

  async hasBlocked(userId: string, blockedId: string): Promise<boolean> {
    return (await get(this.#table, blockKey(userId, blockedId))) !== null;
  }

  blockedBy(userId: string): Promise<readonly string[]> {
    return this.#first(userId, Infinity);
  }

  /** Whom a user has blocked, or as many of them as `most`. */
  async #first(userId: string, most: number): Promise<readonly string[]> {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const options = {
        ...(most !== Infinity && { limit: most - found.length }),
        attributes: ['SK'],
        ...(after !== undefined && { after }),
      };
      const page = await queryPage(this.#table, { partition: blocksPartition(userId) }, options);
      found.push(...page.items.map((item) => textOf(item, 'SK')));
      after = page.next;
    } while (after !== undefined && found.length < most);
    return found;
  }
}
