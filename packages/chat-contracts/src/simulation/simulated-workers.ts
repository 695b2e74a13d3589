import {
  broadcastShardOf,
  isChatError,
  type SendReceipt,
  type WorkerPorts,
} from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../contracts/expectation.js';
import type { Gate, Invocation, Scheduler } from './scheduler.js';
import type { Present, SimulatedNetwork } from './simulated-network.js';
import type { SimulatedQueue } from './simulated-queue.js';
import type { SimulatedRoom } from './simulated-room.js';

/** A message that workers owe to those who were there when it was sent. */
interface Owed extends Pick<SendReceipt, 'epoch' | 'seq'> {
  readonly present: readonly Present[];
}

/** What {@link SimulatedWorkers} needs. */
export interface SimulatedWorkersDependencies {
  readonly queue: SimulatedQueue;
  readonly scheduler: Scheduler;
  readonly network: SimulatedNetwork;
  /** The ports of one invocation. */
  readonly ports: (gate: Gate) => WorkerPorts;
  readonly room: Pick<SimulatedRoom, 'head'>;
}

/** The workers of a busy room, and what they still have to push. */
export class SimulatedWorkers {
  readonly queue: SimulatedQueue;
  /** The first violation, if any. */
  broken: BrokenPromise | null = null;
  #owed: readonly Owed[] = [];
  /** Those that have crashed stay in here: what they have done is not known. */
  readonly #running = new Set<Invocation>();

  readonly #dependencies: SimulatedWorkersDependencies;

  constructor(dependencies: SimulatedWorkersDependencies) {
    this.#dependencies = dependencies;
    this.queue = dependencies.queue;
  }

  /** A message was sent without a fault, and workers are to push it. */
  owe({ epoch, seq }: Pick<SendReceipt, 'epoch' | 'seq'>, present: readonly Present[]): void {
    this.#owed = [...this.#owed, { epoch, seq, present }];
  }

  /** Starts a worker for a job that is due, if any is. */
  async work(index: number): Promise<void> {
    const taken = this.queue.take(index);
    if (taken === null) return;
    const { scheduler, ports } = this.#dependencies;
    await scheduler.start('work', async (gate, invocation) => {
      this.#running.add(invocation);
      try {
        await broadcastShardOf(ports(gate)).execute(taken.job);
        this.queue.remove(taken);
        await this.check();
      } catch (error) {
        this.#meetError(error);
      }
      this.#running.delete(invocation);
    });
  }

  /** Anything may have been pushed or not: the job is delivered again, and may find its entries sent. */
  #meetError(error: unknown): void {
    this.#owed = [];
    if (error instanceof BrokenPromise) this.broken ??= error;
    else if (!isChatError(error)) this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
  }

  /**
   * Checks that everything was pushed of which no notification is left, by workers none of whom met a fault.
   * @throws BrokenPromise
   */
  async check(): Promise<void> {
    const { network, room } = this.#dependencies;
    if ([...this.#running].some((invocation) => invocation.isHarmed)) this.#owed = [];
    const epoch = (await room.head())?.epoch;
    const done = this.#owed.filter((owed) => !this.queue.has(owed));
    this.#owed = this.#owed.filter((owed) => !done.includes(owed));
    // In a new epoch workers drop their jobs: all clients read the log anew.
    for (const owed of done.filter((one) => one.epoch === epoch))
      network.expectPushed(unread(owed), owed.seq);
  }
}

/**
 * A message that is sent again may have been pushed by a worker before, which then is not done twice: who joined after
 * that was shown it by the join.
 */
function unread({ present, epoch, seq }: Owed): readonly Present[] {
  return present.filter(({ client: { readAtJoin } }) => readAtJoin?.epoch !== epoch || readAtJoin.seq < seq);
}
