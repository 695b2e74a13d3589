import {
  deliverEventsOf,
  isChatError,
  LIMITS,
  type EventPorts,
  type LogEntry,
  type MessageRepository,
  type ShardCursorRepository,
  type VisibleEntry,
} from '@serverless-ws/chat-domain';
import { InMemoryEventSink, intercept, RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import { ChangesSimulation } from '../changes/changes-simulation.js';
import type { ChangesStores } from '../changes/changes-stores.js';
import type { Gate } from '../scheduler.js';
import { SimulatedQueue, type QueuedJob } from '../simulated-queue.js';
import type { EventsBug } from './events-bugs.js';

/** The stores under test: fresh ones, on the clock given. */
export interface EventsStores extends Omit<ChangesStores, 'inject' | 'eventQueue'> {
  readonly cursors: ShardCursorRepository;
  /** Changes what writers or the reader run on: how a bug is injected. */
  readonly inject?: EventsBug;
}

/**
 * A chat whose users send, edit, react and delete, and the reader that gives a sink what they did: every call of every port
 * waits for the scheduler. All that is in the log has to arrive, first in its order.
 */
export class EventsSimulation {
  readonly changes: ChangesSimulation;
  readonly queue: SimulatedQueue;
  readonly sink = new InMemoryEventSink();
  /** What was appended to the log, fillers left out. */
  readonly appended: VisibleEntry[] = [];
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #stores: EventsStores;

  constructor({ inject, ...stores }: EventsStores) {
    this.queue = new SimulatedQueue(stores.clock, 0);
    this.#stores = { ...stores, messages: this.#watched(stores.messages), ...(inject && { inject }) };
    const { queue, messages } = inject?.writer?.(this.queue) ?? { queue: this.queue, messages: undefined };
    this.changes = new ChangesSimulation({
      ...this.#stores,
      eventQueue: queue,
      inject: messages ?? ((log) => log),
    });
  }

  /** Starts a reader for a notification, if there is any. */
  async work(index: number): Promise<void> {
    const taken = this.queue.take(index);
    if (taken === null) return;
    await this.changes.scheduler.start('deliver', async (gate) => {
      try {
        await deliverEventsOf(this.#ports(gate, taken)).execute(taken.job);
        this.queue.remove(taken);
      } catch (error) {
        if (!isChatError(error)) this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
      }
    });
  }

  #ports(gate: Gate, { job }: QueuedJob): EventPorts {
    const { heads, messages, cursors, clock, inject } = this.#stores;
    const ports = {
      heads: intercept(heads, gate),
      messages: intercept(messages, gate),
      cursors: intercept(cursors, gate),
      sink: intercept(this.sink, gate),
      ...{ clock, timer: clock, logger: new RecordingLogger() },
      settings: { retention: LIMITS.retentionMinimum },
    };
    return inject?.reader?.(ports, job) ?? ports;
  }

  #watched(messages: MessageRepository): MessageRepository {
    return intercept(messages, async ({ method, args, proceed }) => {
      const result = await proceed();
      const [, entry] = args;
      if (method === 'append' && result === null && isVisibleEntry(entry)) this.appended.push(entry);
      return result;
    });
  }
}

function isVisibleEntry(value: unknown): value is VisibleEntry {
  return typeof value === 'object' && value !== null && (value as Partial<LogEntry>).kind !== 'filler';
}
