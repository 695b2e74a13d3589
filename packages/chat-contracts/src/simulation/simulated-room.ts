import {
  LIMITS,
  retentionChange,
  roomKind,
  type IdGenerator,
  type RoomHeadRepository,
  type LogPage,
  type RoomHead,
} from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../contracts/expectation.js';
import type { Oracle } from './oracle.js';
import type { SimulatedNetwork } from './simulated-network.js';
import type { SimulatedStores } from './simulated-stores.js';

/** The room in which everything happens. */
export const ROOM = 'tea';

/** Shards of the room at most. */
const MOST_SHARDS = 8;

/** What {@link SimulatedRoom} needs. */
export interface SimulatedRoomDependencies extends Pick<SimulatedStores, 'deleteExpired'> {
  readonly heads: Pick<RoomHeadRepository, 'find' | 'startEpoch' | 'setRetention' | 'doubleShards' | 'rooms'>;
  readonly ids: IdGenerator;
  readonly network: SimulatedNetwork;
  readonly oracle: Oracle;
}

/** A change of the retention: how long entries are kept above a position, in milliseconds, and those below it at most. */
interface Retained {
  readonly above: number;
  readonly period: number;
}

/** The head of the room, and what happens to it without any client. */
export class SimulatedRoom {
  readonly #dependencies: SimulatedRoomDependencies;

  constructor(dependencies: SimulatedRoomDependencies) {
    this.#dependencies = dependencies;
  }

  /** All that {@link SimulatedRoom.retain} has changed, in order. */
  #retained: readonly Retained[] = [];

  /** The head as it is; `null` where there is none. */
  head(): Promise<RoomHead | null> {
    return this.#dependencies.heads.find(ROOM);
  }

  /** An operator starts a new epoch. */
  async startEpoch(): Promise<void> {
    const { heads, ids } = this.#dependencies;
    if ((await this.head()) !== null) await heads.startEpoch(ROOM, ids.next());
  }

  /** An operator changes how long entries are kept, in milliseconds. */
  async retain(period: number): Promise<void> {
    const head = await this.head();
    if (head === null) return;
    const change = retentionChange(head, period, LIMITS.retentionMinimum);
    const changed = await this.#dependencies.heads.setRetention(ROOM, change, head.retention);
    if (changed !== null) this.#retained = [...this.#retained, { above: changed.seq, period }];
  }

  /**
   * Checks a page for a request that began then: it shows nothing that was too old already, by any retention that the room
   * had since. So what was written before a longer one is gone when the shorter one says.
   *
   * @param began - epoch milliseconds
   * @returns throws `BrokenPromise` for a page that shows such an entry
   */
  inTime(began: number): (page: Pick<LogPage, 'entries'>) => void {
    const retained = this.#retained;
    return ({ entries }) => {
      const late = entries.find(({ seq, reservedAt }) => reservedAt + shortestSince(retained, seq) <= began);
      if (late !== undefined) throw new BrokenPromise(`shown after its time: ${late.seq}`);
    };
  }

  /** The room gets more shards, as if it had more members than the simulation. */
  async doubleShards(): Promise<void> {
    const head = await this.head();
    if (head === null || head.shards >= MOST_SHARDS) return;
    await this.#dependencies.heads.doubleShards(ROOM, head.shards);
  }

  /** Breaks where the room has a head and is not on the list of rooms. */
  async expectListed(): Promise<void> {
    const { heads, oracle } = this.#dependencies;
    if ((await this.head()) === null) return;
    const { rooms } = await heads.rooms({ kind: roomKind(ROOM), limit: 1 });
    if (!rooms.includes(ROOM)) oracle.missRoom(ROOM);
  }

  /** The stores delete what has ended, only now. Without a head, the room begins anew. */
  async deleteExpired(): Promise<void> {
    const { network, oracle, deleteExpired } = this.#dependencies;
    const head = await this.head();
    await deleteExpired?.();
    // Every head that is left now has not ended.
    await this.expectListed();
    if (head === null || (await this.head()) !== null) return;
    oracle.endLog(network.members());
    network.startAnew();
  }
}

/** The shortest time for which an entry was to be kept, from its reservation on; the deployment's is in the entry itself. */
function shortestSince(retained: readonly Retained[], seq: number): number {
  const later = retained.filter(({ above }) => above >= seq);
  const own = retained.findLast(({ above }) => above < seq);
  return Math.min(...[...later, ...(own === undefined ? [] : [own])].map(({ period }) => period));
}
