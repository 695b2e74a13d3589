import { expect, it } from '@jest/globals';
import { InMemoryMessageGateway, ManualClock } from '@serverless-ws/chat-domain/in-memory';

import { lazyGatewayOf } from './lazy-gateway.js';

it('is unavailable while it cannot be loaded, and loaded once after that', async () => {
  const clock = new ManualClock();
  const gateway = new InMemoryMessageGateway(clock);
  const options = { endpoint: { url: 'https://chat.example.com' }, region: 'eu-central-1' };
  let [made, loads] = [0, 0];
  const lazy = lazyGatewayOf(options, async () => {
    loads += 1;
    if (loads === 1) throw new Error('too many open files');
    return { gatewayOf: () => ((made += 1), gateway) };
  });
  await expect(lazy.disconnect('a')).rejects.toMatchObject({ code: 'unavailable' });
  loads = 0;
  const asked = { connectionId: 'a', connectedAt: 0 };
  await expect(lazy.probe(asked, { deadline: clock.now() })).resolves.toBe('unknown');
  await expect(lazy.probe(asked, { deadline: clock.now() })).resolves.toBe('open');

  async function* pages() {
    yield [{ connectionId: 'a', connectedAt: 0 }];
  }
  const bye = { type: 'bye', reason: 'kicked', reconnect: false } as const;
  const [summary] = await Promise.all([
    lazy.deliver(bye, pages(), { deadline: clock.now() + 1_000 }),
    lazy.disconnect('b'),
  ]);
  expect(summary).toEqual({ delivered: 1, gone: 0, failed: 0 });
  expect(gateway.received('a')).toEqual([bye]);
  expect(made).toBe(1);
});
