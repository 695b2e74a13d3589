import { LIMITS } from '../model/limits.js';
import type { VisibleEntry } from '../model/log-entry.js';
import type { RoomHead } from '../model/room-head.js';
import type { BroadcastQueue } from '../ports/broadcast-queue.js';
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
 * Sends new entries to everyone in a room: at once in a room of one shard and in a direct one, by workers in a large one.
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
   * Rejects when members cannot be read, or the queue cannot be reached.
   * @returns how many members there are, or connections of the two users; where workers send to them, about as many as their shards are for
   */
  async execute({ head, entries, except, between }: BroadcastCommand): Promise<number> {
    const { fanOut, userFanOut, queue } = this.#dependencies;
    const { room, epoch } = head;
    if (between !== undefined) {
      return userFanOut.send(between, { type: 'messages', room, epoch, entries }, except);
    }
    // Not the head's seq: the worker would wait for positions above that are in flight.
    const seqs = entries.map(({ seq }) => seq);
    const shards = Array.from({ length: head.shards }, (_, shard) => shard);
    if (queue === undefined || shards.length === 1) return fanOut.push(head, shards, entries, except);
    await queue.enqueue(shards.map((shard) => ({ room, shard, epoch, seqs })));
    return shards.length * LIMITS.membersPerShard;
  }
}

/** What {@link broadcastOf} takes. */
export type BroadcastPorts = FanOutPorts & Pick<ChatPorts, 'queue'>;

/** The {@link Broadcast} of a chat. */
export const broadcastOf = perPorts(
  (ports: BroadcastPorts) =>
    new Broadcast({ fanOut: fanOutOf(ports), userFanOut: userFanOutOf(ports), queue: ports.queue }),
);
