import type { Recipient } from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import type { VisibleEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Clock } from '../../ports/clock.js';
import type {
  ConnectionRepository,
  MemberPage,
  MemberPageOptions,
} from '../../ports/connection-repository.js';
import type { Logger } from '../../ports/logger.js';
import type { DeliverySummary, MessageGateway } from '../../ports/message-gateway.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import { Pruner } from './pruner.js';
import { readAhead } from './read-ahead.js';

/** What {@link FanOut} needs. */
export interface FanOutDependencies {
  readonly connections: Pick<ConnectionRepository, 'members' | 'prune'>;
  readonly messages: Pick<MessageRepository, 'grow'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds after which whoever was not reached counts as failed. */
  readonly deadline: number;
}

/** A recipient and the shard that holds its row. */
interface Member extends Recipient {
  readonly shard: number;
}

/**
 * Pushes entries to the members of some shards of a room. Members are read page by page while the posts go out, so
 * memory does not grow with the room. Who is gone loses its row; a crowded shard makes the room grow.
 */
export class FanOut {
  constructor(private readonly dependencies: FanOutDependencies) {}

  /** Rejects when members cannot be read; those that were read have been posted to. */
  async push(head: RoomHead, shards: readonly number[], entries: readonly VisibleEntry[]): Promise<void> {
    const { connections, messages, gateway, clock, deadline, logger } = this.dependencies;
    const { room, epoch } = head;
    const pruner = new Pruner(connections, room);
    const summary = await gateway.deliver(
      { type: 'messages', room, epoch, entries },
      readAhead(this.members(room, shards)),
      {
        deadline: clock.now() + deadline,
        onUndelivered: ({ recipient, outcome }) => {
          if (outcome === 'gone') pruner.add(recipient.shard, recipient.connectionId);
        },
      },
    );
    logger.info('broadcast', { room, shards: shards.length, entries: entries.length, ...summary });
    // Everyone has been told by now: housekeeping that fails is done by the next broadcast.
    await pruner.finish().catch((error: unknown) => logger.error('rows not pruned', error, { room }));
    if (isCrowded(head, shards, count(summary))) {
      await messages
        .grow(room, head.shards)
        .catch((error: unknown) => logger.error('room not grown', error, { room }));
    }
  }

  private async *members(room: string, shards: readonly number[]): AsyncGenerator<readonly Member[]> {
    for (const shard of shards) {
      let options: MemberPageOptions | null = { limit: LIMITS.memberPage };
      while (options !== null) {
        const page: MemberPage = await this.dependencies.connections.members(room, shard, options);
        yield page.members.map(({ connectionId, connectedAt }) => ({ connectionId, connectedAt, shard }));
        options = page.next === undefined ? null : { ...options, from: page.next };
      }
    }
  }
}

/**
 * Whether a room needs more shards, as far as these of its shards tell. Rows stay where they are when a room grows, so
 * the older half of its shards is full of those who came before, and would make it grow for ever. The newer half holds
 * who has come since, evenly: at half the limit each, the room as a whole is at the limit.
 */
function isCrowded(head: RoomHead, shards: readonly number[], rows: number): boolean {
  if (shards.length === head.shards) return rows > LIMITS.membersPerShard * shards.length;
  const isNewer = shards.every((shard) => shard >= head.shards / 2);
  return isNewer && rows > (LIMITS.membersPerShard / 2) * shards.length;
}

function count({ delivered, gone, failed }: DeliverySummary): number {
  return delivered + gone + failed;
}
