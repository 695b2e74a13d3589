import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What the clients of a load have cost the machine that they run on. */
export interface ClientCost {
  /** Of the processor. */
  readonly seconds: number;
  readonly megabytes: number;
  /** The longest time in which no client could read: all times of the report may be longer by that. */
  readonly stallMs: number;
}

/** Milliseconds between two looks at the event loop. */
const RESOLUTION = 20;

/** Measures this process from now on. */
export class OwnCost {
  readonly #began = process.cpuUsage();
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION });

  constructor() {
    this.#delays.enable();
  }

  /** The cost so far. */
  get soFar(): ClientCost {
    const { user, system } = process.cpuUsage(this.#began);
    return {
      seconds: Math.round((user + system) / 100_000) / 10,
      megabytes: Math.round(process.memoryUsage().rss / 1_048_576),
      stallMs: Math.max(0, Math.round(this.#delays.max / 1_000_000) - RESOLUTION),
    };
  }

  stop(): void {
    this.#delays.disable();
  }
}
