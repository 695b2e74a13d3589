import { afterEach, describe, expect, it } from '@jest/globals';
import { QueuePoller, type PolledQueue } from './queue-poller.js';
import type { QueueRecord } from './queue-record.js';
import { recordNamed } from './test/record-named.js';

type Give = (records: readonly QueueRecord[]) => void;

/** A queue that hands out what the test says, to the first that asked. */
class ScriptedQueue implements PolledQueue {
  readonly removed: string[] = [];
  readonly asked: number[] = [];
  readonly #waiting: Give[] = [];
  readonly #ready: (readonly QueueRecord[])[] = [];
  #noticed = () => {};

  receive(most: number, signal: AbortSignal): Promise<readonly QueueRecord[]> {
    this.asked.push(most);
    this.#noticed();
    const batch = this.#ready.shift();
    if (batch !== undefined) return Promise.resolve(batch);
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => {
        this.#waiting.splice(this.#waiting.indexOf(resolve), 1);
        reject(signal.reason);
      });
    });
  }

  async remove(records: readonly QueueRecord[]): Promise<void> {
    this.removed.push(...records.map(({ messageId }) => messageId));
  }

  give(...names: readonly string[]): void {
    const batch = names.map(recordNamed);
    const first = this.#waiting.shift();
    if (first === undefined) this.#ready.push(batch);
    else first(batch);
  }

  /** Resolves once the queue was asked so often. */
  async askedTimes(times: number): Promise<void> {
    while (this.asked.length < times) await new Promise<void>((resolve) => (this.#noticed = resolve));
  }

  dryUp(): void {
    for (const give of this.#waiting.splice(0)) give([]);
  }
}

describe('a poller', () => {
  const queue = new ScriptedQueue();
  let poller: QueuePoller;
  let faults: string[];

  function start(
    invoke: (names: readonly string[]) => Promise<unknown>,
    concurrency = 1,
    reports = true,
  ): void {
    faults = [];
    queue.removed.length = 0;
    queue.asked.length = 0;
    poller = new QueuePoller({
      source: { batchSize: 7, maximumConcurrency: concurrency, reportsItemFailures: reports },
      queue,
      invoke: ({ Records }) => invoke(Records.map(({ messageId }) => messageId)),
      onFault: (line) => faults.push(line),
    });
  }

  afterEach(async () => {
    const stopped = poller.stop();
    queue.dryUp();
    await stopped;
  });

  it('asks for as many messages as a batch holds, and deletes what the function has done', async () => {
    const batches: (readonly string[])[] = [];
    start(async (names) => void batches.push(names));
    queue.give('a', 'b');
    await queue.askedTimes(2);

    expect(queue.asked).toEqual([7, 7]);
    expect(batches).toEqual([['a', 'b']]);
    expect(queue.removed).toEqual(['a', 'b']);
  });

  it('leaves what failed to come again', async () => {
    start(async () => ({ batchItemFailures: [{ itemIdentifier: 'b' }] }));
    queue.give('a', 'b', 'c');
    await queue.askedTimes(2);

    expect(queue.removed).toEqual(['a', 'c']);
  });

  it('does not look at reports that the source has not asked for', async () => {
    start(async () => ({ batchItemFailures: [{ itemIdentifier: 'a' }] }), 1, false);
    queue.give('a');
    await queue.askedTimes(2);

    expect(queue.removed).toEqual(['a']);
  });

  it('leaves all of a batch whose function fails, says why, and goes on', async () => {
    start(([name]) => (name === 'a' ? Promise.reject(new Error('out of memory')) : Promise.resolve()));
    queue.give('a', 'b');
    queue.give('c');
    await queue.askedTimes(3);

    expect(queue.removed).toEqual(['c']);
    expect(faults).toEqual(['a batch failed: out of memory']);
  });

  it('that is closed waits for no message, but for the batch that it works on', async () => {
    let finish = () => {};
    start(() => new Promise<void>((resolve) => (finish = resolve)), 2);
    queue.give('a');
    await queue.askedTimes(2);
    const closed = poller.close();
    finish();
    await closed;

    expect(queue.removed).toEqual(['a']);
    expect(faults).toEqual([]);
  });

  it('works on so many batches at the same time and no more', async () => {
    const finish: (() => void)[] = [];
    start(() => new Promise<void>((resolve) => finish.push(resolve)), 2);
    for (const name of ['a', 'b', 'c']) queue.give(name);
    await queue.askedTimes(2);
    expect(finish).toHaveLength(2);
    finish[1]?.();
    await queue.askedTimes(3);

    expect(queue.removed).toEqual(['b']);
    expect(finish).toHaveLength(3);
    for (const one of finish) one();
  });
});

describe('a poller whose queue fails', () => {
  const source = { batchSize: 10, maximumConcurrency: 1, reportsItemFailures: true };
  const fail = () => Promise.reject(new Error('connection reset'));

  it.each([
    ['to hand out', true, false],
    ['to delete', false, true],
  ])('%s says so, pauses, and goes on', async (_, failsToReceive, failsToRemove) => {
    const told: string[] = [];
    let fails = true;
    let worked = () => {};
    const done = new Promise<void>((resolve) => (worked = resolve));
    const poller = new QueuePoller({
      source,
      queue: {
        receive: async () => (fails && failsToReceive ? fail() : [recordNamed('a')]),
        remove: async () => {
          if (fails && failsToRemove) await fail();
          worked();
        },
      },
      invoke: () => Promise.resolve(),
      onFault: (line) => told.push(line),
      pause: async () => {
        told.push('pause');
        fails = told.length < 4;
      },
    });
    await done;
    await poller.stop();

    const fault = 'the queue cannot be polled: connection reset';
    expect(told).toEqual([fault, 'pause', fault, 'pause']);
  });

  it('ends without a word where it has been stopped meanwhile', async () => {
    const told: string[] = [];
    let end = () => {};
    const queue: PolledQueue = {
      receive: () => new Promise((_, reject) => (end = () => reject(new Error('socket hang up')))),
      remove: () => Promise.resolve(),
    };
    const onFault = (line: string) => told.push(line);
    const poller = new QueuePoller({ source, queue, invoke: () => Promise.resolve(), onFault });
    const stopped = poller.stop();
    end();
    await stopped;

    expect(told).toEqual([]);
  });

  it('pauses no longer once it is closed', async () => {
    let paused = () => {};
    const pausing = new Promise<void>((resolve) => (paused = resolve));
    const poller = new QueuePoller({
      source,
      queue: { receive: fail, remove: () => Promise.resolve() },
      invoke: () => Promise.resolve(),
      onFault: () => undefined,
      pause: (signal) => {
        paused();
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    });
    await pausing;
    await poller.close();
  });
});
