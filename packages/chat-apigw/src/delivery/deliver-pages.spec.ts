import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliverySummary, Recipient } from '@serverless-ws/chat-domain';
import { deliverPages } from './deliver-pages.js';
import type { Sink } from './sink.js';
import { PageReader } from './page-reader.js';

const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);

beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(() => {
  process.off('unhandledRejection', note);
});

describe('deliverPages', () => {
  it('holds back the failure of a page while the one before is still being sent', async () => {
    const broken = new Error('The page cannot be read.');
    async function* source(): AsyncGenerator<readonly Recipient[]> {
      yield [{ connectionId: 'a', connectedAt: 0 }];
      throw broken;
    }
    const sink = new SlowSink();
    const delivery = deliverPages(new PageReader(source()), sink, () => undefined);
    await turns(20);
    expect(unhandled).toEqual([]);
    sink.finish();
    await expect(delivery).rejects.toBe(broken);
    expect(sink.pages).toBe(1);
  });
});

/** Accepts one page, and no other until `finish` is called. */
class SlowSink implements Sink<Recipient> {
  pages = 0;
  finish: () => void = () => undefined;
  readonly #done = new Promise<void>((resolve) => (this.finish = resolve));

  add(): void {
    this.pages += 1;
  }
  ready(): Promise<void> {
    return this.#done;
  }
  async drained(): Promise<DeliverySummary> {
    await this.#done;
    return { delivered: this.pages, gone: 0, failed: 0 };
  }
  use(): void {
    throw new Error('not needed');
  }
  expire(): void {
    throw new Error('not needed');
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
