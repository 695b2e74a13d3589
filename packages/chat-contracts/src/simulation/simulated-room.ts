import {
  roomKind,
  type IdGenerator,
  type MessageRepository,
  type RoomHead,
} from '@serverless-ws/chat-domain';
import type { Oracle } from './oracle.js';
import type { SimulatedNetwork } from './simulated-network.js';
import type { SimulatedStores } from './simulated-stores.js';

/** The room in which everything happens. */
export const ROOM = 'tea';

/** Shards of the room at most. */
const MOST_SHARDS = 8;

/** What {@link SimulatedRoom} needs. */
export interface SimulatedRoomDependencies extends Pick<SimulatedStores, 'deleteExpired'> {
  readonly messages: Pick<MessageRepository, 'head' | 'startEpoch' | 'doubleShards' | 'rooms'>;
  readonly ids: IdGenerator;
  readonly network: SimulatedNetwork;
  readonly oracle: Oracle;
}

/** The head of the room, and what happens to it without any client. */
export class SimulatedRoom {
  readonly #dependencies: SimulatedRoomDependencies;

  constructor(dependencies: SimulatedRoomDependencies) {
    this.#dependencies = dependencies;
  }

  /** The head as it is; `null` where there is none. */
  head(): Promise<RoomHead | null> {
    return this.#dependencies.messages.head(ROOM);
  }

  /** An operator starts a new epoch. */
  async startEpoch(): Promise<void> {
    const { messages, ids } = this.#dependencies;
    if ((await this.head()) !== null) await messages.startEpoch(ROOM, ids.next());
  }

  /** The room gets more shards, as if it had more members than the simulation. */
  async doubleShards(): Promise<void> {
    const head = await this.head();
    if (head === null || head.shards >= MOST_SHARDS) return;
    await this.#dependencies.messages.doubleShards(ROOM, head.shards);
  }

  /** Breaks where the room has a head and is not on the list of rooms. */
  async expectListed(): Promise<void> {
    const { messages, oracle } = this.#dependencies;
    if ((await this.head()) === null) return;
    const { rooms } = await messages.rooms({ kind: roomKind(ROOM), limit: 1 });
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
