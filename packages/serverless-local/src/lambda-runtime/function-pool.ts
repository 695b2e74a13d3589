import { ContainerThread, type LogSink } from './container-thread.js';
import type { FunctionSettings } from './function-settings.js';

/**
 * A deployed function: as many containers as there are invocations at the same time, each with one at a time.
 *
 * Unlike Lambda it queues what comes above `concurrency`, so that a laptop with two cores is not asked for a thousand
 * threads.
 */
export class FunctionPool {
  readonly #containers = new Set<ContainerThread>();
  readonly #idle: ContainerThread[] = [];
  readonly #queue: ((container: ContainerThread) => void)[] = [];
  readonly #onEmpty: (() => void)[] = [];
  #stopped = false;

  readonly #settings: FunctionSettings;
  readonly #log: LogSink;
  readonly #concurrency: number;

  constructor(settings: FunctionSettings, log: LogSink, concurrency: number) {
    this.#settings = settings;
    this.#log = log;
    this.#concurrency = concurrency;
  }

  /** Starts one container ahead of the first event; rejects with the error that loading the bundle throws. */
  async warm(): Promise<void> {
    const container = this.#start();
    await container.ready;
    this.#release(container);
  }

  /** Runs the handler; rejects with what it throws. */
  async invoke(event: unknown): Promise<unknown> {
    const container = await this.#putIfAbsent();
    try {
      return await container.invoke(event);
    } finally {
      this.#release(container);
    }
  }

  /**
   * Takes no more events and ends each container once it has answered, or at once with `force`. Resolves when the last
   * has ended.
   */
  async stop(force: boolean): Promise<void> {
    this.#stopped = true;
    const ended = force ? [...this.#containers] : this.#idle.splice(0);
    await Promise.all(ended.map((container) => this.#discard(container)));
    if (this.#containers.size > 0) await new Promise<void>((resolve) => this.#onEmpty.push(resolve));
  }

  /** Ends all containers in the middle of what they do, as sandboxes die; later events start new ones. */
  async crash(): Promise<void> {
    this.#idle.length = 0;
    await Promise.all([...this.#containers].map((container) => this.#discard(container)));
  }

  #putIfAbsent(): ContainerThread | Promise<ContainerThread> {
    // The one that answered last: as on Lambda, a quiet function keeps to one container.
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#containers.size < this.#concurrency) return this.#start();
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  #start(): ContainerThread {
    const container = new ContainerThread(this.#settings, this.#log);
    this.#containers.add(container);
    return container;
  }

  #release(container: ContainerThread): void {
    if (!container.alive) void this.#discard(container);
    const next = this.#queue.shift();
    if (next !== undefined) return next(container.alive ? container : this.#start());
    if (this.#stopped) void this.#discard(container);
    else if (container.alive) this.#idle.push(container);
  }

  async #discard(container: ContainerThread): Promise<void> {
    this.#containers.delete(container);
    await container.stop();
    if (this.#containers.size === 0) for (const resolve of this.#onEmpty.splice(0)) resolve();
  }
}
