import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import type { VisibleEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import { isMessagesEvent, type ServerEvent } from '../../model/server-event.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Logger } from '../../ports/logger.js';
import type { DeliverySummary, MessageGateway } from '../../ports/message-gateway.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import { GoneConnections } from './gone-connections.js';
import { MemberScan, type Member } from './member-scan.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link FanOut} needs. */
export interface FanOutDependencies {
  readonly connections: Pick<ConnectionRepository, 'members' | 'remove'>;
  readonly messages: Pick<MessageRepository, 'doubleShards' | 'markBatched'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds after which recipients not reached yet count as failed. */
  readonly deadline: number;
  /** Milliseconds in which single clients are retried after everybody was tried; `LIMITS.broadcastTail` when absent. */
  readonly tail?: number;
  /**
   * Members that share one deadline, in whole pages; more of them are sent to in one batch after the other. Default:
   * all share one, which is for senders, whose time is short.
   */
  readonly batchSize?: number;
  /** Connections found gone whose rows one broadcast deletes; `LIMITS.broadcastCleanUps` when absent. */
  readonly cleanUps?: number;
  /** Whether rooms with many members are marked to be batched. The mark of a room that has few is cleared anyway. */
  readonly batches?: boolean;
  /** Members from which on a room is marked; `LIMITS.batchFrom` when absent. */
  readonly batchFrom?: number | undefined;
}

/**
 * Pushes entries to the members of some shards of a room. Members are read page by page while the posts go out, so
 * memory does not grow with the room. Gone connections lose all their rows; a crowded room gets more shards.
 */
export class FanOut {
  readonly #dependencies: FanOutDependencies;

  constructor(dependencies: FanOutDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Pushes entries: {@link send}, as a `messages` event.
   *
   * @param except - a connection that is sent nothing, as it learns of the entries otherwise
   */
  push(
    head: RoomHead,
    shards: readonly number[],
    entries: readonly VisibleEntry[],
    except?: string,
  ): Promise<number> {
    const event = { type: 'messages', room: head.room, epoch: head.epoch, entries } as const;
    return this.send(head, shards, event, except);
  }

  /**
   * Rejects when members cannot be read, in time or at all; those that were read have been posted to.
   * @returns how many members there are, those that were sent nothing included
   */
  async send(
    head: RoomHead,
    shards: readonly number[],
    event: ServerEvent,
    except?: string,
  ): Promise<number> {
    const { connections, batchSize = Infinity, cleanUps = LIMITS.broadcastCleanUps } = this.#dependencies;
    const { clock, logger } = this.#dependencies;
    const { room } = head;
    const start = clock.now();
    const ended = new GoneConnections(connections, cleanUps);
    const scan = new MemberScan({ connections, clock, room, shards, except });
    const total = { delivered: 0, gone: 0, failed: 0 };
    do {
      const { delivered, gone, failed } = await this.#deliver(event, scan.nextBatch(batchSize), room, ended);
      total.delivered += delivered;
      total.gone += gone;
      total.failed += failed;
    } while (scan.isComplete && !scan.isDone);
    const entries = isMessagesEvent(event) && { entries: event.entries.length };
    const ms = clock.now() - start;
    logger.info('broadcast', { room, event: event.type, shards: shards.length, ...entries, ...total, ms });
    // All members who can be reached have been: the next broadcast deletes what this one cannot.
    await ended.finish().catch((error: unknown) => logger.error('rows not deleted', error, { room }));
    if (!scan.isComplete) throw new ChatError('unavailable', 'Not all members could be read in time.');
    await this.#grow(head, shards, scan.rows);
    await this.#mark(head, shards, total);
    return scan.rows;
  }

  #deliver(
    event: ServerEvent,
    pages: AsyncIterable<readonly Member[]>,
    room: string,
    ended: GoneConnections,
  ): Promise<DeliverySummary> {
    const { gateway, clock, deadline, tail = LIMITS.broadcastTail } = this.#dependencies;
    return gateway.deliver(event, pages, {
      deadline: clock.now() + deadline,
      tail,
      onUndelivered: ({ recipient: { connectionId, shard }, outcome }) => {
        if (outcome === 'gone') ended.add(connectionId, { membership: { room, shard } });
      },
    });
  }

  /** Doubles the shards until they are enough for this many rows in the given ones. */
  async #grow(head: RoomHead, shards: readonly number[], rows: number): Promise<void> {
    const { messages, logger } = this.#dependencies;
    try {
      let known = head.shards;
      while (isCrowded(known, head, shards, rows)) {
        const grown = await messages.doubleShards(head.room, known);
        if (grown <= known) return;
        known = grown;
      }
    } catch (error) {
      logger.error('shards not doubled', error, { room: head.room });
    }
  }

  /** Marks a room in which many were reached, by one write; one in which few were tried is no longer marked. */
  async #mark(head: RoomHead, shards: readonly number[], total: DeliverySummary): Promise<void> {
    const { messages, logger, batches = false, batchFrom = LIMITS.batchFrom } = this.#dependencies;
    const isMarked = head.batched === true;
    const isLarge = batches && !isMarked && total.delivered >= batchFrom;
    const isWhole = shards.length === head.shards;
    const isSmall = isMarked && isWhole && total.delivered + total.failed < batchFrom / 2;
    if (!isLarge && !isSmall) return;
    await messages.markBatched(head.room, isLarge).catch((error: unknown) => {
      logger.error('room not marked', error, { room: head.room });
    });
  }
}

/**
 * Whether a room of `known` shards needs more, going by the rows in some of its shards, read when it had the head's.
 * Rows stay in their shard when a room grows, so the older half of its shards holds the earlier members, and would make
 * it grow for ever. The newer half holds the later members, evenly: at half the limit each, the room as a whole is at
 * the limit.
 */
function isCrowded(known: number, head: RoomHead, shards: readonly number[], rows: number): boolean {
  if (shards.length === head.shards) return rows > LIMITS.membersPerShard * known;
  const isNewer = shards.every((shard) => shard >= head.shards / 2);
  return isNewer && rows > (LIMITS.membersPerShard / 2) * shards.length * (known / head.shards);
}

/** What {@link fanOutOf} takes. */
export type FanOutPorts = Pick<
  ChatPorts,
  'connections' | 'messages' | 'gateway' | 'clock' | 'logger' | 'busyQueue' | 'settings'
>;

/** The {@link FanOut} of a chat's senders. */
export const fanOutOf = perPorts(
  (ports: FanOutPorts) =>
    new FanOut({
      ...ports,
      deadline: deadlineOf(ports),
      batches: ports.busyQueue !== undefined,
      batchFrom: ports.settings?.batchFrom,
    }),
);

/** How long one broadcast may take, in milliseconds. */
export function deadlineOf({ settings }: Pick<ChatPorts, 'settings'>): number {
  return settings?.broadcastDeadline ?? LIMITS.broadcastDeadline;
}
