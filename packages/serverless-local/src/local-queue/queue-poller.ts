import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../service-error.js';
import type { DeployedEventSource } from '../serverless-file/deployment.js';
import { failedRecords } from './failed-records.js';
import type { QueueRecord } from './queue-record.js';

/** A queue from which a poller takes. While messages of a group are out, it MUST NOT hand out more of that group. */
export interface PolledQueue {
  /** Waits a while for messages; none where none came. Rejects when it is aborted. */
  receive(most: number, signal: AbortSignal): Promise<readonly QueueRecord[]>;
  /** Takes messages off the queue for good. Others come again after their visibility timeout. */
  remove(records: readonly QueueRecord[]): Promise<void>;
}

/** What {@link QueuePoller} needs. */
export interface QueuePollerOptions {
  readonly source: Pick<DeployedEventSource, 'batchSize' | 'maximumConcurrency' | 'reportsItemFailures'>;
  readonly queue: PolledQueue;
  /** Runs one event in the function. */
  readonly invoke: (event: { readonly Records: readonly QueueRecord[] }) => Promise<unknown>;
  /** Told why a batch failed, or why the queue could not be asked, in one line. */
  readonly onFault: (line: string) => void;
  /** Lets some time pass before the queue is asked again after it failed, less when it is aborted. Default: a second. */
  readonly pause?: (signal: AbortSignal) => Promise<void>;
}

/** Milliseconds of a pause. */
const PAUSE = 1_000;

async function pauseUnlessAborted(signal: AbortSignal): Promise<void> {
  await wait(PAUSE, undefined, { signal }).catch(() => undefined);
}

/**
 * Feeds a function from a queue as Lambda's event source mapping does: at most `maximumConcurrency` batches at a time,
 * what succeeded is deleted, what failed stays hidden until its visibility timeout and is handed out again.
 */
export class QueuePoller {
  #stopped = false;
  readonly #waiting = new AbortController();
  readonly #loops: readonly Promise<void>[];

  readonly #options: QueuePollerOptions;

  constructor(options: QueuePollerOptions) {
    this.#options = options;

    this.#loops = Array.from({ length: options.source.maximumConcurrency }, () => this.#poll());
  }

  /** Takes no further batch. Resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#loops);
  }

  /** Waits for no message any more, either: one that is handed out just now comes again after its visibility timeout. */
  async close(): Promise<void> {
    const stopped = this.stop();
    this.#waiting.abort();
    await stopped;
  }

  async #poll(): Promise<void> {
    const { onFault, pause = pauseUnlessAborted, queue, source } = this.#options;
    while (!this.#stopped) {
      try {
        const records = await queue.receive(source.batchSize, this.#waiting.signal);
        if (records.length > 0) await this.#work(records);
      } catch (error) {
        // A queue that is gone ends with the stack it belongs to. Any other failure may pass.
        if (this.#stopped) return;
        onFault(`the queue cannot be polled: ${messageOf(error)}`);
        await pause(this.#waiting.signal);
      }
    }
  }

  async #work(records: readonly QueueRecord[]): Promise<void> {
    const { invoke, onFault, queue, source } = this.#options;
    let failed: readonly QueueRecord[];
    try {
      const answer = await invoke({ Records: records });
      failed = source.reportsItemFailures ? failedRecords(answer, records) : [];
    } catch (error) {
      if (!this.#stopped) onFault(`a batch failed: ${messageOf(error)}`);
      return;
    }
    const done = records.filter((record) => !failed.includes(record));
    if (done.length > 0) await queue.remove(done);
  }
}
