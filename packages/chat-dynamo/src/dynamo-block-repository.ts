import type { BlockRepository } from '@serverless-ws/chat-domain';
import type { ChatTable } from './table/chat-table.js';
import { get, put, take } from './table/chat-table.js';
import { blockKey, blocksPartition } from './table/keys.js';
import { queryPage } from './table/query-page.js';

/** Whom users have blocked, a row each. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoBlockRepository implements BlockRepository {
  readonly #table: ChatTable;

  constructor({ client, table }: ChatTable) {
    this.#table = { client, table };
  }

  async block(userId: string, blockedId: string, maximum: number): Promise<boolean> {
    const blocked = await this.#blockedBy(userId, maximum);
    if (blocked >= maximum && !(await this.hasBlocked(userId, blockedId))) return false;
    await put(this.#table, blockKey(userId, blockedId));
    return true;
  }

  async unblock(userId: string, blockedId: string): Promise<void> {
    await take(this.#table, blockKey(userId, blockedId));
  }

  async hasBlocked(userId: string, blockedId: string): Promise<boolean> {
    return (await get(this.#table, blockKey(userId, blockedId))) !== null;
  }

  /** How many users one has blocked, as far as that is below the maximum. */
  async #blockedBy(userId: string, maximum: number): Promise<number> {
    let count = 0;
    let after: string | undefined;
    do {
      const options = { limit: maximum - count, attributes: ['SK'], ...(after !== undefined && { after }) };
      const page = await queryPage(this.#table, { partition: blocksPartition(userId) }, options);
      count += page.items.length;
      after = page.next;
    } while (after !== undefined && count < maximum);
    return count;
  }
}
