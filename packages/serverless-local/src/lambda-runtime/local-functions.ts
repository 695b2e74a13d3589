import { messageOf, ServiceError } from '../service-error.js';
import type { LogSink } from './container-thread.js';
import { FunctionPool } from './function-pool.js';
import type { FunctionSettings } from './function-settings.js';

/** Threads of one function at the most: two cores, four functions that can be busy at the same time. */
const CONCURRENCY = 4;

type Pools = ReadonlyMap<string, FunctionPool>;

/** The functions of a stack, which can be deployed again while events come in. */
export class LocalFunctions {
  #pools: Pools = new Map();
  /** Pools that answer what came before they were replaced. */
  readonly #replaced = new Set<Pools>();

  readonly #log: LogSink;
  readonly #coldStart: boolean;

  /** @param coldStart - whether functions start at their first events only */
  constructor(log: LogSink, coldStart = false) {
    this.#log = log;
    this.#coldStart = coldStart;
  }

  /**
   * Puts functions in the place of those that run, once each has started that anything calls, but for cold starts; events
   * under way end where they began.
   * @returns a promise of the moment when nothing of the functions before runs any more
   * @throws ServiceError with what a function says that does not start; then those that run go on
   */
  async deploy(functions: readonly FunctionSettings[]): Promise<{ readonly replaced: Promise<void> }> {
    const next = new Map(functions.map((one) => [one.name, new FunctionPool(one, this.#log, CONCURRENCY)]));
    try {
      const called = functions.filter(({ isIdle }) => isIdle !== true && !this.#coldStart);
      await Promise.all(called.map(({ name }) => started(name, next.get(name))));
    } catch (error) {
      await stopped(next, true);
      throw error;
    }
    const previous = this.#pools;
    this.#pools = next;
    this.#replaced.add(previous);
    return { replaced: stopped(previous, false).finally(() => this.#replaced.delete(previous)) };
  }

  /** Runs one event in a function; rejects with what its handler throws. */
  async invoke(name: string, event: unknown): Promise<unknown> {
    return this.#pool(name).invoke(event);
  }

  /** Kills what runs of a function; events that come later find it as it was deployed. */
  async crash(name: string): Promise<void> {
    await this.#pool(name).crash();
  }

  /** Ends all functions, whatever they are doing. */
  async stop(): Promise<void> {
    await Promise.all([this.#pools, ...this.#replaced].map((pools) => stopped(pools, true)));
  }

  #pool(name: string): FunctionPool {
    const pool = this.#pools.get(name);
    if (pool === undefined) throw new ServiceError('unknown_function', `no function is called ${name}`);
    return pool;
  }
}

async function started(name: string, pool: FunctionPool | undefined): Promise<void> {
  try {
    await pool?.warm();
  } catch (error) {
    if (error instanceof Error && error.name === 'Runtime.HandlerNotFound')
      throw new ServiceError('handler_export_missing', messageOf(error), {
        path: `functions.${name}.handler`,
      });
    throw new ServiceError(
      'function_not_started',
      `${name} does not start: ${messageOf(error).split('\n')[0]}`,
    );
  }
}

async function stopped(pools: Pools, force: boolean): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.stop(force)));
}
