import { describe, expect, it } from '@jest/globals';
import type { Recipient } from '@serverless-ws/chat-domain';
import { complaints, mutant } from '../../../test/complaints.js';
import { messageGateway } from '../../../test/in-memory-harnesses.js';
import { messageGatewayContract, type Behaviour } from '../../index.js';

describe('the contract of MessageGateway finds a gateway that', () => {
  it('counts a connection as gone that is not open yet', async () => {
    const seen = await complaints(messageGatewayContract, () => {
      const harness = messageGateway();
      const set = (id: string, behaviour: Behaviour, times?: number): void =>
        harness.set(id, behaviour === 'opening' ? 'gone' : behaviour, times);
      return { ...harness, set };
    });
    expect(seen).toContainEqual(
      expect.stringContaining('deliver() must count a connection that is not open yet as failed'),
    );
  });

  it('posts to recipients whose right to receive has ended', async () => {
    const seen = await complaints(messageGatewayContract, () => {
      const harness = messageGateway();
      const lax = mutant(harness.gateway, {
        deliver: (event, recipients, options) =>
          harness.gateway.deliver(event, withoutEnd(recipients), {
            ...options,
            onUndelivered: () => undefined,
          }),
      });
      return { ...harness, gateway: lax };
    });
    expect(seen).toContainEqual(
      expect.stringContaining('deliver() must count neither as failed nor as gone whom it may not post to'),
    );
  });

  it('takes silence for the end of a connection', async () => {
    const seen = await complaints(messageGatewayContract, () => {
      const harness = messageGateway();
      const hasty = mutant(harness.gateway, {
        probe: async (...asked) => ((await harness.gateway.probe(...asked)) === 'open' ? 'open' : 'gone'),
      });
      return { ...harness, gateway: hasty };
    });
    expect(seen).toContainEqual(expect.stringContaining('probe() took silence for gone'));
    expect(seen).toContainEqual(
      expect.stringContaining('probe() must not count a connection as gone that is not open yet'),
    );
  });

  it('reads every page before it posts', async () => {
    const seen = await complaints(messageGatewayContract, () => {
      const harness = messageGateway();
      const greedy = mutant(harness.gateway, {
        deliver: async (event, recipients, options) => {
          const read = [];
          for await (const page of recipients) read.push(page);
          return harness.gateway.deliver(event, inPages(read), options);
        },
      });
      return { ...harness, gateway: greedy };
    });
    expect(seen).toContainEqual(expect.stringContaining('deliver() read a whole room into memory'));
  });
});

async function* withoutEnd<R extends Recipient>(pages: AsyncIterable<readonly R[]>) {
  for await (const page of pages) yield page.map((one) => ({ ...one, until: Infinity }));
}

async function* inPages<T>(pages: readonly T[]): AsyncGenerator<T> {
  yield* pages;
}
