import { LOBBY } from '../../model/room-name.js';
import { authorizeOf } from '../authorize.js';
import { floodControlOf } from '../moderation/flood-control.js';
import { perPorts } from '../per-ports.js';
import { requireBlocks, type BlockCommand, type BlockDependencies, type BlockPorts } from './block.js';
import { otherUser } from './resolve-room.js';

/** Takes back a block. One that does not exist is ignored. */
export class Unblock {
  readonly #dependencies: BlockDependencies;

  constructor(dependencies: BlockDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request`, `forbidden`, `rate_limited` */
  async execute(command: BlockCommand): Promise<void> {
    const { authorize, blocks, flood } = this.#dependencies;
    const { userId } = command.identity;
    const other = otherUser(userId, command.userId);
    await authorize.execute(command, 'unblock', LOBBY);
    requireBlocks(blocks);
    await flood?.count(command);
    await blocks.unblock(userId, other);
  }
}

/** The {@link Unblock} of a chat. */
export const unblockOf = perPorts(
  (ports: BlockPorts) =>
    new Unblock({ authorize: authorizeOf(ports), blocks: ports.blocks, flood: floodControlOf(ports) }),
);
