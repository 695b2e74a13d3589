import { describe, expect } from '@jest/globals';
import type { Route } from '../routing/routes.js';
import { rule } from './harness/rule.js';
import { echo, never, throwing } from './harness/test-routes.js';
import type { TestApi } from './harness/test-api.js';

const minute = 60_000;
const asynchronous = (route: Route, policy: NonNullable<Route['asynchronous']> = {}): Route => ({
  ...route,
  invocationType: 'Event',
  routeResponse: true,
  asynchronous: policy,
});

/** Runs everything that is due, before the test checks. */
const turns = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

async function minutesPass(api: TestApi, minutes: number): Promise<number> {
  api.clock.advance(minutes * minute);
  await turns();
  return api.eventsOf('MESSAGE').length;
}

describe('The gateway, invoking asynchronously,', () => {
  rule('event-accepted', async (start) => {
    const api = await start({
      routes: { $connect: asynchronous(never), later: asynchronous(echo), $default: echo },
    });
    const { client } = await api.connected();
    client.send({ action: 'later' });
    client.send('now');
    expect(await client.next()).toBe('now');
    await client.settle();
    expect(client.received).toEqual(['now']);
  });

  rule('event-retries', async (start) => {
    for (const failing of [throwing, { ...never, timeoutMs: 1 }]) {
      const given: unknown[] = [];
      const onFailure = (event: unknown) => given.push(event);
      const api = await start({ routes: { $default: asynchronous(failing, { onFailure }) } });
      const { client } = await api.connected();
      client.send('hello');
      await api.event('MESSAGE');
      await minutesPass(api, 0.01);
      expect(await minutesPass(api, 0.98)).toBe(1);
      expect(await minutesPass(api, 0.02)).toBe(2);
      await minutesPass(api, 0.01);
      expect(await minutesPass(api, 1.97)).toBe(2);
      expect(await minutesPass(api, 0.03)).toBe(3);
      expect(await minutesPass(api, 0.01)).toBe(3);
      expect(given).toEqual([expect.objectContaining({ body: 'hello' })]);
      expect(await minutesPass(api, 5)).toBe(3);
      expect(client.received).toEqual([]);
    }
  });

  rule('event-age', async (start) => {
    const given: unknown[] = [];
    const policy = { maxEventAgeMs: 2 * minute, onFailure: (event: unknown) => given.push(event) };
    const api = await start({ routes: { $default: asynchronous(throwing, policy) } });
    const { client } = await api.connected();
    client.send('hello');
    await api.event('MESSAGE');
    await turns();
    expect(await minutesPass(api, 1)).toBe(2);
    expect(await minutesPass(api, 5)).toBe(2);
    expect(given).toHaveLength(1);
  });
});
