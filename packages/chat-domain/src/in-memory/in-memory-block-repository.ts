import type { BlockRepository } from '../ports/block-repository.js';

/** Blocks in a map. For tests, and for servers of one process. */
export class InMemoryBlockRepository implements BlockRepository {
  readonly #blocked = new Map<string, Set<string>>();

  async block(userId: string, blockedId: string, maximum: number): Promise<boolean> {
    const blocked = this.#blocked.get(userId) ?? new Set();
    if (!blocked.has(blockedId) && blocked.size >= maximum) return false;
    this.#blocked.set(userId, blocked.add(blockedId));
    return true;
  }

  async unblock(userId: string, blockedId: string): Promise<void> {
    this.#blocked.get(userId)?.delete(blockedId);
  }

  async hasBlocked(userId: string, blockedId: string): Promise<boolean> {
    return this.#blocked.get(userId)?.has(blockedId) ?? false;
  }
}
