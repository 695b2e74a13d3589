import type { DeployedEventSource, QueueDefinition } from '../serverless-file/deployment.js';
import { QueuePoller } from './queue-poller.js';
import type { LocalQueues } from './start-local-queues.js';

/** What {@link EventSources} works with. */
export interface EventSourcesOptions {
  /** Runs one event in a function. */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  /** Told of what goes wrong. */
  readonly log: (functionName: string, text: string) => void;
}

/** The queues of a stack and their pollers; nothing at all where no function is fed from a queue. */
export class EventSources {
  #pollers: readonly QueuePoller[] = [];

  readonly #queues: LocalQueues | null;
  readonly #options: EventSourcesOptions;

  private constructor(queues: LocalQueues | null, options: EventSourcesOptions) {
    this.#queues = queues;
    this.#options = options;
  }

  /** Starts an SQS for the queues if there is a source. It is loaded only then: it takes half a second. */
  static async open(
    { eventSources, queues }: { eventSources: readonly unknown[]; queues: readonly QueueDefinition[] },
    options: EventSourcesOptions,
  ): Promise<EventSources> {
    if (eventSources.length === 0) return new EventSources(null, options);
    const { startLocalQueues } = await import('./start-local-queues.js');
    return new EventSources(await startLocalQueues(queues), options);
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
    this.#pollers = sources.map((source) => {
      const { functionName, arn } = source;
      return new QueuePoller({
        source,
        queue: queues.polled(arn),
        invoke: (event) => options.invoke(functionName, event),
        onFault: (line) => options.log(functionName, `${line}\n`),
      });
    });
  }

  /** Takes nothing more from the queues. */
  async stop(): Promise<void> {
    await Promise.all(this.#pollers.map((poller) => poller.stop()));
  }

  /** Ends the SQS and all that waits for it; functions that still work on a batch must have ended, or end with it. */
  async close(): Promise<void> {
    const stopped = this.stop();
    await this.#queues?.close();
    await stopped;
  }
}
