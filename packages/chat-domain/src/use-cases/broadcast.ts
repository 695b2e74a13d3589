import { LIMITS } from '../model/limits.js';
import type { VisibleEntry } from '../model/log-entry.js';
import type { RoomHead } from '../model/room-head.js';
import type { BroadcastJob, BroadcastQueue } from '../ports/broadcast-queue.js';
import type { Logger } from '../ports/logger.js';
import type { Delivery } from './delivery.js';
import { fanOutOf, type FanOut, type FanOutPorts } from './fan-out/fan-out.js';
import { userFanOutOf, type UserFanOut } from './fan-out/user-fan-out.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** What {@link Broadcast} needs. */
export interface BroadcastDependencies {
  readonly fanOut: FanOut;
  readonly userFanOut: Pick<UserFanOut, 'send'>;
  /** Workers for rooms of several shards; without them every broadcast is inline. */
  readonly queue?: BroadcastQueue | undefined;
  /** Workers for busy rooms; without them only large rooms have any. */
  readonly busyQueue?: BroadcastQueue | undefined;
  readonly logger: Logger;
}

/** New entries for a room: at least one. */
export interface BroadcastCommand {
  readonly head: RoomHead;
  readonly entries: readonly VisibleEntry[];
  /** A connection that an inline push leaves out. A hint: workers do not know it, and push to all. */
  readonly except?: string | undefined;
  /** Both users of a direct room, all whose connections get the entries: such a room has no members. */
  readonly between?: readonly string[] | undefined;
}

/**
 * Sends new entries to everyone in a room: at once in a room of one shard and in a direct one, by workers in a large one,
 * and in a busy one by workers that wait for what is said next. Entries that were marked when they were appended are
 * pushed inline, by a retry too: workers pass over them.
 *
 * Pushes are at least once and best effort; the log loses nothing. A client that was not reached notices by the gap,
 * or by the next `pong`.
 */
export class Broadcast {
  readonly #dependencies: BroadcastDependencies;

  constructor(dependencies: BroadcastDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Rejects when members cannot be read, or the queue of a large room cannot be reached.
   * @returns how many members there are, or connections of the two users; where workers send to them, about as many as
   * their shards are for; `null` where that is not known
   */
  async execute(command: BroadcastCommand): Promise<number | null> {
    const { userFanOut, queue } = this.#dependencies;
    const { head, entries, except, between } = command;
    if (between !== undefined) {
      const { room, epoch } = head;
      return userFanOut.send(between, { type: 'messages', room, epoch, entries }, except);
    }
    switch (this.#deliveryOf(command)) {
      case 'inline':
        return this.#push(command);
      case 'batched':
        return this.#enqueueBusy(command);
      case 'workers':
        await queue?.enqueue(jobsOf(command));
        return head.shards * LIMITS.membersPerShard;
    }
  }

  #deliveryOf({ head, entries }: BroadcastCommand): Delivery {
    const { queue, busyQueue } = this.#dependencies;
    const isPushed = entries.every(({ pushed }) => pushed === true);
    if (isPushed) return 'inline';
    if (queue !== undefined && head.shards > 1) return 'workers';
    return busyQueue === undefined ? 'inline' : 'batched';
  }

  /** A notification that is not stored for certain is made up for at once: at worst, members get the entries twice. */
  async #enqueueBusy(command: BroadcastCommand): Promise<number | null> {
    const { busyQueue, logger } = this.#dependencies;
    try {
      await busyQueue?.enqueue(jobsOf(command));
      return null;
    } catch (error) {
      logger.error('notification not enqueued', error, { room: command.head.room });
      return this.#push(command);
    }
  }

  #push({ head, entries, except }: BroadcastCommand): Promise<number> {
    return this.#dependencies.fanOut.push(head, shardsOf(head), entries, except);
  }
}

/** A notification for each shard. It names the entries, not the head's seq: a worker would wait for what is in flight. */
function jobsOf({ head, entries }: BroadcastCommand): readonly BroadcastJob[] {
  const { room, epoch } = head;
  const seqs = entries.map(({ seq }) => seq);
  return shardsOf(head).map((shard) => ({ room, shard, epoch, seqs }));
}

function shardsOf({ shards }: RoomHead): readonly number[] {
  return Array.from({ length: shards }, (_, shard) => shard);
}

/** What {@link broadcastOf} takes. */
export type BroadcastPorts = FanOutPorts & Pick<ChatPorts, 'queue' | 'busyQueue' | 'logger'>;

/** The {@link Broadcast} of a chat. */
export const broadcastOf = perPorts(
  (ports: BroadcastPorts) =>
    new Broadcast({ ...ports, fanOut: fanOutOf(ports), userFanOut: userFanOutOf(ports) }),
);
