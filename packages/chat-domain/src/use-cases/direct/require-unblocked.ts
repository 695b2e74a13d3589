import type { Action } from '../../model/access/access-table.js';
import { ChatError } from '../../model/chat-error.js';
import type { BlockRepository } from '../../ports/block-repository.js';

/** What a user may still do in a direct room whose other user they have blocked: it brings the other one nothing new. */
const DESPITE_OWN_BLOCK: readonly Action[] = ['listMessages', 'deleteOwnMessage', 'report'];

/**
 * Refuses what a user does in a direct room whose other user has blocked them, and what would reach one whom they have
 * blocked themselves.
 *
 * @param blocks - without it no user has blocked another
 * @throws ChatError `forbidden`, with the same words in both cases: who is blocked is told no more than that
 */
export async function requireUnblocked(
  blocks: Pick<BlockRepository, 'hasBlocked'> | undefined,
  userId: string,
  otherId: string,
  action: Action,
): Promise<void> {
  if (blocks === undefined) return;
  const [isBlocked, hasBlocked] = await Promise.all([
    blocks.hasBlocked(otherId, userId),
    DESPITE_OWN_BLOCK.includes(action) ? false : blocks.hasBlocked(userId, otherId),
  ]);
  if (isBlocked || hasBlocked) throw new ChatError('forbidden', 'One of you has blocked the other.');
}
