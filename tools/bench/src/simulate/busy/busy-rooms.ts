import { randomOf } from '@serverless-ws/chat-contracts';
import {
  broadcastShardOf,
  createChat,
  LIMITS,
  type BroadcastQueue,
  type Chat,
  type ChatPorts,
} from '@serverless-ws/chat-domain';
import {
  InMemoryConnectionRepository,
  InMemoryMessageRepository,
  InMemoryShardCursorRepository,
  intercept,
  PlainDigest,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import { CountingSockets, type SocketCounts } from './counting-sockets.js';
import { DelayedQueue } from './delayed-queue.js';
import { VirtualTime } from './virtual-time.js';

/** Rooms in which everybody talks by chance, at the same rate. */
export interface BusyShape {
  readonly rooms: number;
  /** Members of each room. */
  readonly members: number;
  /** Messages a second in each room. */
  readonly rate: number;
  readonly seconds: number;
  /** Whether there is a queue for busy rooms. */
  readonly batches: boolean;
  /** Whether there is one for large rooms. */
  readonly queued: boolean;
  readonly seed: number;
}

/** How it went. */
export interface BusyOutcome extends SocketCounts {
  readonly messages: number;
  /** Messages that a member was never sent. */
  readonly lost: number;
  /** Milliseconds from a message's frame until a member can show it, by message: the slowest of its members. */
  readonly delays: readonly number[];
  /** Those of messages to a room that had been quiet for two intervals. */
  readonly delaysAfterPauses: readonly number[];
  /** Calls of workers, and notifications. */
  readonly calls: number;
  readonly jobs: number;
  /** Milliseconds that workers have worked. */
  readonly worked: number;
}

/** Milliseconds: from API Gateway to the use case, and for a call of the store, on average. */
const ROUTE = 10;
const STORE = 5;
/** Posts a second of a sender, and those of each worker and how many work at once, as serverless.yml has them. */
const SENDER_RATE = 8_000;
const BUSY_WORKERS = { rate: 1_000, workers: 8, batch: 1, tail: 0, delay: LIMITS.batchInterval };
const LARGE_WORKERS = { rate: 2_000, workers: 4, batch: 10, tail: LIMITS.workerTail, delay: 0 };

interface Said {
  readonly at: number;
  readonly isAfterPause: boolean;
  shown: number;
  last: number;
}

/** Plays rooms through the real use cases, on stores in memory whose calls take time, in virtual time. */
export class BusyRooms {
  readonly #time = new VirtualTime();
  readonly #said = new Map<string, Said>();
  readonly #random: () => number;
  readonly #sockets: CountingSockets;
  readonly #queues: readonly DelayedQueue[];
  readonly #chat: Chat;
  readonly #setUp: Chat;
  readonly #shape: BusyShape;

  constructor(shape: BusyShape) {
    this.#shape = shape;
    this.#random = randomOf(shape.seed);
    this.#sockets = new CountingSockets(this.#time, (room, seq, at) => this.#show(room, seq, at));
    const stores = {
      connections: new InMemoryConnectionRepository(this.#time),
      messages: new InMemoryMessageRepository(this.#time),
    };
    const slow = <Port extends object>(port: Port) =>
      intercept(port, async ({ proceed }) => {
        await this.#time.wait(STORE * (0.5 + this.#random()));
        return proceed();
      });
    const ports = { ...this.#ports(SENDER_RATE), ...stores };
    const slowPorts = {
      ...ports,
      connections: slow(stores.connections),
      messages: slow(stores.messages),
    };
    this.#setUp = createChat(ports);
    const cursors = slow(new InMemoryShardCursorRepository());
    const queueFor = ({ rate, tail, ...behaviour }: typeof BUSY_WORKERS) => {
      const gateway = this.#sockets.gateway(rate);
      const worker = broadcastShardOf({
        ...{ ...slowPorts, gateway, cursors, timer: this.#time, settings: { workerTail: tail } },
      });
      const polling = () => 10 + 40 * this.#random();
      return new DelayedQueue(this.#time, { ...behaviour, polling, work: (job) => worker.execute(job) });
    };
    this.#queues = [queueFor(BUSY_WORKERS), queueFor(LARGE_WORKERS)];
    const [busyQueue, queue] = this.#queues.map((one) => slow<BroadcastQueue>(one));
    this.#chat = createChat({
      ...slowPorts,
      ...(shape.batches && { busyQueue }),
      ...(shape.queued && { queue }),
    });
  }

  async run(): Promise<BusyOutcome> {
    const { rooms, rate, seconds } = this.#shape;
    for (let room = 0; room < rooms; room += 1) await this.#fill(`room-${room}`);
    const start = this.#time.now();
    for (let room = 0; room < rooms; room += 1) {
      let last = -Infinity;
      for (let at = this.#pause(rate); at < seconds * 1_000; at += this.#pause(rate)) {
        const isAfterPause = at - last > 2 * LIMITS.batchInterval;
        this.#time.at(start + at, () => void this.#say(`room-${room}`, isAfterPause));
        last = at;
      }
    }
    await this.#time.run();
    return this.#outcome();
  }

  #outcome(): BusyOutcome {
    const all = [...this.#said.values()];
    const sum = (count: (queue: DelayedQueue) => number) =>
      this.#queues.reduce((total, queue) => total + count(queue), 0);
    return {
      ...this.#sockets.counts,
      messages: all.length,
      lost: all.reduce((sum, { shown }) => sum + this.#shape.members - shown, 0),
      delays: all.map(({ at, last }) => last - at),
      delaysAfterPauses: all.filter(({ isAfterPause }) => isAfterPause).map(({ at, last }) => last - at),
      calls: sum(({ calls }) => calls),
      jobs: sum(({ jobs }) => jobs),
      worked: sum(({ worked }) => worked),
    };
  }

  #ports(rate: number): Omit<ChatPorts, 'connections' | 'messages'> {
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
    return {
      gateway: this.#sockets.gateway(rate),
      clock: this.#time,
      ids: new SequentialIds(),
      digest: new PlainDigest(),
      logger: {
        ...silent,
        error: (line, error) => {
          throw new Error(line, { cause: error });
        },
      },
    };
  }

  /** Members come while a room grows, so that they spread over its shards. */
  async #fill(room: string): Promise<void> {
    for (let member = 0; member < this.#shape.members; member += 1) {
      const caller = callerOf(room, member);
      await this.#setUp.connect.execute(caller);
      await this.#setUp.joinRoom.execute({ ...caller, room });
      const { messages } = this.#setUp.ports;
      const shards = (await messages.head(room))?.shards ?? 1;
      if (member + 1 >= shards * LIMITS.membersPerShard) await messages.doubleShards(room, shards);
    }
  }

  /** Milliseconds until the next message of a room: by chance, as of many who do not know of each other. */
  #pause(rate: number): number {
    return (-Math.log(1 - this.#random()) / rate) * 1_000;
  }

  async #say(room: string, isAfterPause: boolean): Promise<void> {
    const at = this.#time.now();
    const caller = callerOf(room, Math.floor(this.#random() * this.#shape.members));
    await this.#time.wait(ROUTE);
    const said: Said = { at, isAfterPause, shown: 0, last: at };
    // By its text, until its position is known: members may be sent it before its sender has the ack.
    const { seq } = await this.#chat.sendMessage.execute({ ...caller, kind: 'message', room, text: 'hello' });
    const early = this.#said.get(`${room} ${seq}`);
    this.#said.set(
      `${room} ${seq}`,
      early === undefined ? said : { ...said, shown: early.shown, last: early.last },
    );
  }

  #show(room: string, seq: number, at: number): void {
    const key = `${room} ${seq}`;
    const said = this.#said.get(key) ?? { at: 0, isAfterPause: false, shown: 0, last: 0 };
    this.#said.set(key, said);
    said.shown += 1;
    said.last = Math.max(said.last, at);
  }
}

function callerOf(room: string, member: number) {
  const userId = `${room}-${member}`;
  return { connectionId: userId, identity: { userId, name: userId, roles: [], expiresAt: null } };
}
