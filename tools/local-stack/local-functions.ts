import { CommandError, messageOf } from '../command-line/command.js';
import type { LogSink } from '../lambda-runtime/container-thread.js';
import { FunctionPool } from '../lambda-runtime/function-pool.js';
import type { FunctionSettings } from '../lambda-runtime/function-settings.js';

/** Threads of one function at the most: two cores, four functions that can be busy at the same time. */
const CONCURRENCY = 4;

/** The functions of a stack, which can be deployed again while events come in. */
export class LocalFunctions {
  private pools = new Map<string, FunctionPool>();

  constructor(private readonly log: LogSink) {}

  /**
   * Puts functions in the place of those that run, once each has started; events under way end where they began.
   * @throws CommandError with what a function says that does not start; then those that run go on
   */
  async deploy(functions: readonly FunctionSettings[]): Promise<void> {
    const next = new Map(functions.map((one) => [one.name, new FunctionPool(one, this.log, CONCURRENCY)]));
    try {
      await Promise.all([...next].map(([name, pool]) => started(name, pool)));
    } catch (error) {
      await stopped(next, true);
      throw error;
    }
    const previous = this.pools;
    this.pools = next;
    await stopped(previous, false);
  }

  /** Runs one event in a function; rejects with what its handler throws. */
  async invoke(name: string, event: unknown): Promise<unknown> {
    return this.pool(name).invoke(event);
  }

  /** Kills what runs of a function; events that come later find it as it was deployed. */
  async crash(name: string): Promise<void> {
    await this.pool(name).crash();
  }

  /** Ends all functions, whatever they are doing. */
  async stop(): Promise<void> {
    await stopped(this.pools, true);
  }

  private pool(name: string): FunctionPool {
    const pool = this.pools.get(name);
    if (pool === undefined) throw new CommandError(`no function is called ${name}`, 1);
    return pool;
  }
}

async function started(name: string, pool: FunctionPool): Promise<void> {
  try {
    await pool.warm();
  } catch (error) {
    throw new CommandError(`${name} does not start: ${messageOf(error).split('\n')[0]}`, 1);
  }
}

async function stopped(pools: ReadonlyMap<string, FunctionPool>, force: boolean): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.stop(force)));
}
