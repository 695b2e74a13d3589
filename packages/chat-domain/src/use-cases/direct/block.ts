import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import { LOBBY } from '../../model/room-name.js';
import type { BlockRepository } from '../../ports/block-repository.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from '../authorize.js';
import type { Caller } from '../caller.js';
import { floodControlOf, type FloodControl, type FloodControlPorts } from '../moderation/flood-control.js';
import { perPorts } from '../per-ports.js';
import { otherUser } from './resolve-room.js';

/** What {@link Block} and `Unblock` need. */
export interface BlockDependencies {
  readonly authorize: Authorize;
  /** Without it, no user can block another. */
  readonly blocks: BlockRepository | undefined;
  /** A block is stored until it is taken back, so a change counts as a message. */
  readonly flood?: Pick<FloodControl, 'count'> | undefined;
}

/** Input of {@link Block} and `Unblock`. */
export interface BlockCommand extends Caller {
  /** The other user. */
  readonly userId: string;
}

/**
 * Ends what two users do in their direct room, until it is taken back. What is there stays there, and the one who blocks
 * can still read it. The other one is not told.
 */
export class Block {
  readonly #dependencies: BlockDependencies;

  constructor(dependencies: BlockDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request`, `forbidden`, `rate_limited`, `too_many_blocks` */
  async execute(command: BlockCommand): Promise<void> {
    const { authorize, blocks, flood } = this.#dependencies;
    const { userId } = command.identity;
    const other = otherUser(userId, command.userId);
    await authorize.execute(command, 'block', LOBBY);
    requireBlocks(blocks);
    await flood?.count(command);
    if (await blocks.block(userId, other, LIMITS.blocksPerUser)) return;
    throw new ChatError('too_many_blocks', `A user blocks ${LIMITS.blocksPerUser} others at most.`);
  }
}

/**
 * Rejects blocks on a server that stores none.
 * @throws ChatError `forbidden`
 */
export function requireBlocks(blocks: BlockRepository | undefined): asserts blocks is BlockRepository {
  if (blocks === undefined) throw new ChatError('forbidden', 'This server stores no blocks.');
}

/** What {@link blockOf} takes. */
export type BlockPorts = AuthorizePorts & FloodControlPorts & Pick<ChatPorts, 'blocks'>;

/** The {@link Block} of a chat. */
export const blockOf = perPorts(
  (ports: BlockPorts) =>
    new Block({ authorize: authorizeOf(ports), blocks: ports.blocks, flood: floodControlOf(ports) }),
);
