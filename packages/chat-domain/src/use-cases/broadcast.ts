import type { Recipient } from '../model/connection.js';
import { LIMITS } from '../model/limits.js';
import type { VisibleEntry } from '../model/log-entry.js';
import type { RoomHead } from '../model/room-head.js';
import type { BroadcastQueue } from '../ports/broadcast-queue.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Logger } from '../ports/logger.js';
import type { DeliverySummary, MessageGateway } from '../ports/message-gateway.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { Pruner } from './fan-out/pruner.js';
import { readAhead } from './fan-out/read-ahead.js';

/** What {@link Broadcast} needs. */
export interface BroadcastDependencies {
  readonly connections: Pick<ConnectionRepository, 'members' | 'prune'>;
  readonly messages: Pick<MessageRepository, 'grow'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Workers for rooms of several shards; without them every broadcast is inline. */
  readonly queue?: BroadcastQueue | undefined;
  /** Milliseconds an inline broadcast may take in all. */
  readonly deadline: number;
}

/** News for a room. */
export interface BroadcastCommand {
  readonly head: RoomHead;
  readonly entries: readonly VisibleEntry[];
}

/** A recipient and the shard that holds its row. */
interface Member extends Recipient {
  readonly shard: number;
}

/**
 * Sends news to everyone in a room: at once in a room of one shard, by workers in a large one.
 *
 * Pushes are at least once and best effort; the log is what nobody loses. Who was not reached learns of it by the
 * gap, or by the next `pong`. A connection that is gone loses its row in this room, and nobody else theirs.
 */
export class Broadcast {
  constructor(private readonly dependencies: BroadcastDependencies) {}

  async execute({ head, entries }: BroadcastCommand): Promise<void> {
    const { queue } = this.dependencies;
    if (queue === undefined || head.shards === 1) return this.inline(head, entries);
    const { room, epoch, seq: through } = head;
    await queue.enqueue(Array.from({ length: head.shards }, (_, shard) => ({ room, shard, epoch, through })));
  }

  private async inline(head: RoomHead, entries: readonly VisibleEntry[]): Promise<void> {
    const { connections, gateway, clock, deadline, logger } = this.dependencies;
    const { room, epoch, shards } = head;
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
    await pruner.finish();
    logger.info('broadcast', { room, shards, ...summary });
    await this.growWhenCrowded(head, summary);
  }

  private async *members(room: string, shards: number): AsyncGenerator<readonly Member[]> {
    for (let shard = 0; shard < shards; shard += 1) {
      let from: string | undefined;
      do {
        const options = { limit: LIMITS.memberPage, ...(from !== undefined && { from }) };
        const page = await this.dependencies.connections.members(room, shard, options);
        yield page.members.map((member) => ({ ...member, shard }));
        from = page.next;
      } while (from !== undefined);
    }
  }

  private async growWhenCrowded({ room, shards }: RoomHead, summary: DeliverySummary): Promise<void> {
    const members = summary.delivered + summary.gone + summary.failed;
    if (members > LIMITS.membersPerShard * shards) await this.dependencies.messages.grow(room, shards);
  }
}
