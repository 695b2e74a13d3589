import { describe, expect, it } from '@jest/globals';
import { PendingCalls } from './pending-calls.js';

const never = new Promise<never>(() => undefined);

/** The names without how long they have been pending. */
const names = (calls: PendingCalls) => calls.list().map((text) => text.replace(/for \d+ ms/, 'for a while'));

describe('PendingCalls', () => {
  it('lists calls until they settle, the oldest first, calls of one name together', async () => {
    const calls = new PendingCalls('Bowl');
    const bowl = {
      fill: () => never,
      taste: async () => 'good',
      spill: () => Promise.reject(new Error('oops')),
    };
    const harness = calls.watch({ bowl, clock: { elapse: () => never }, serve: () => never });
    await harness.bowl.taste();
    await harness.bowl.spill().catch(() => undefined);
    for (const pending of [harness.serve, harness.bowl.fill, harness.clock.elapse]) void pending();
    void harness.bowl.fill();
    expect(names(calls)).toEqual([
      'serve() of the harness (for a while)',
      'Bowl.fill() (2 calls, for a while)',
      'clock.elapse() of the harness (for a while)',
    ]);
  });

  it('changes nothing of what a harness and its port do, private state and frozen objects included', async () => {
    class Counter {
      #count = 0;
      add(by = 1): number {
        return (this.#count += by);
      }
      get count(): number {
        return this.#count;
      }
      async later(): Promise<number> {
        return this.add();
      }
    }
    const port = Object.freeze({ counter: 3, read: async () => 3 });
    const harness = Object.freeze({ counter: new Counter(), port, label: 'tea', tags: ['a'] });
    const watched = new PendingCalls('Counter').watch(harness);
    expect([watched.counter.add(), await watched.counter.later(), watched.counter.count]).toEqual([1, 2, 2]);
    expect([watched.label, watched.port.counter, await watched.port.read()]).toEqual(['tea', 3, 3]);
    expect(watched.counter).toBeInstanceOf(Counter);
    expect('label' in watched).toBe(true);
  });

  it('starts a query that begins with its first `then` once', async () => {
    let begun = 0;
    const query: PromiseLike<string> = {
      then: (done, failed) => Promise.resolve(`row ${(begun += 1)}`).then(done, failed),
    };
    const harness = new PendingCalls('Store').watch({ store: { find: () => query } });
    expect(await harness.store.find()).toBe('row 1');
  });
});
