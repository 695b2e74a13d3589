import type { DeployedEventSource, QueueDefinition } from '../serverless-file/deployment.js';
import { QueuePoller } from './queue-poller.js';
import type { LocalQueues } from './start-local-queues.js';

/** What {@link EventSources} works with. */
export interface EventSourcesOptions {
  /** Runs one event in a function. */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  /** The address of an SQS. Default: one is started where there are queues to make. */
  readonly endpoint?: string | undefined;
  /** Told of what goes wrong. */
  readonly log: (functionName: string, text: string) => void;
}

/** The queues of a stack and their pollers; nothing at all where no function is fed from a queue. */
export class EventSources {
  /** Also those of an earlier deployment that have not ended yet. */
  readonly #pollers = new Set<QueuePoller>();

  readonly #queues: LocalQueues | null;
  readonly #options: EventSourcesOptions;

  private constructor(queues: LocalQueues | null, options: EventSourcesOptions) {
    this.#queues = queues;
    this.#options = options;
  }

  /** Makes the queues. Where there are none, no SQS is loaded, which would take half a second. */
  static async open(queues: readonly QueueDefinition[], options: EventSourcesOptions): Promise<EventSources> {
    if (queues.length === 0) return new EventSources(null, options);
    const { startLocalQueues } = await import('./start-local-queues.js');
    return new EventSources(await startLocalQueues(queues, options.endpoint), options);
  }

  /** Where SQS is; `undefined` without queues. */
  get endpoint(): string | undefined {
    return this.#queues?.endpoint;
  }

  /** The address of a queue by its name; `undefined` without queues. */
  get url(): ((name: string) => string) | undefined {
    return this.#queues?.url;
  }

  /** Feeds functions from these sources from now on; batches under way end where they began. */
  connect(sources: readonly DeployedEventSource[]): void {
    void this.stop();
    const queues = this.#queues;
    const options = this.#options;
    if (queues === null) return;
    for (const source of sources) {
      const { functionName, arn } = source;
      const poller = new QueuePoller({
        source,
        queue: queues.polled(arn),
        invoke: (event) => options.invoke(functionName, event),
        onFault: (line) => options.log(functionName, `${line}\n`),
      });
      this.#pollers.add(poller);
    }
  }

  /** Takes nothing more from the queues. */
  async stop(): Promise<void> {
    await this.#each((poller) => poller.stop());
  }

  /** Ends the SQS and all that waits for it; functions that still work on a batch must have ended, or end with it. */
  async close(): Promise<void> {
    const closed = this.#each((poller) => poller.close());
    await this.#queues?.close();
    await closed;
  }

  async #each(end: (poller: QueuePoller) => Promise<void>): Promise<void> {
    const ended = [...this.#pollers].map(async (poller) => {
      await end(poller);
      this.#pollers.delete(poller);
    });
    await Promise.all(ended);
  }
}
