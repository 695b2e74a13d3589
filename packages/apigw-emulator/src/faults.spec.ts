import { afterEach, describe, expect, it } from '@jest/globals';
import { connect, refusedBy } from './conformance/harness/client.js';
import { TestApi } from './conformance/harness/test-api.js';
import { echo } from './conformance/harness/test-routes.js';
import type { Fault, Operation } from './faults.js';

const started: TestApi[] = [];
afterEach(() => Promise.all(started.splice(0).map(({ gateway }) => gateway.close())));

/** A gateway that injects this fault into operations of this kind (and target). */
async function startWith(kind: Operation['kind'], fault: Fault, target?: string): Promise<TestApi> {
  const faults = (operation: Operation): Fault | undefined => {
    const hit = operation.kind === kind && (operation.kind !== 'invoke' || operation.target === target);
    return hit ? fault : undefined;
  };
  const api = await TestApi.start({ faults, routes: { $default: echo } });
  started.push(api);
  return api;
}

describe('a fault', () => {
  it('cuts a handshake, or rejects it with a status', async () => {
    const cut = await startWith('handshake', { outcome: 'cut' });
    await expect(connect(cut.gateway.url)).rejects.toThrow(/hang up|ECONNRESET/);
    const refused = await startWith('handshake', { outcome: { status: 503 } });
    expect(await refusedBy(refused.gateway.url)).toMatchObject({ status: 503 });
  });

  it('leaves a handshake or a call without a response until the gateway closes', async () => {
    const dropped = await startWith('handshake', { outcome: 'drop' });
    const handshake = connect(dropped.gateway.url).catch(() => 'unanswered');
    const silent = await startWith('management', { outcome: 'drop' });
    const { id } = await silent.connected();
    const call = silent.call('POST', id, 'hello').catch(() => 'unanswered');
    await dropped.gateway.close();
    await silent.gateway.close();
    expect(await handshake).toBe('unanswered');
    expect(await call).toBe('unanswered');
  });

  it('fails an invocation, or makes it time out', async () => {
    const failing = await startWith('invoke', { outcome: { status: 500 } }, '$default');
    const first = await failing.connected();
    first.client.send('hello');
    expect(await first.client.next()).toContain('Internal server error');
    const hanging = await startWith('invoke', { outcome: 'drop' }, '$default');
    const second = await hanging.connected();
    second.client.send('hello');
    await second.client.settle();
    hanging.clock.advance(29_000);
    expect(await second.client.next()).toContain('timed out');
    expect(hanging.eventsOf('MESSAGE')).toEqual([]);
  });

  it('loses an incoming message, or cuts its connection', async () => {
    const losing = await startWith('receive', { outcome: 'drop' });
    const { client } = await losing.connected();
    client.send('hello');
    await client.settle();
    expect(losing.eventsOf('MESSAGE')).toEqual([]);
    const cutting = await startWith('receive', { outcome: 'cut' });
    const second = await cutting.connected();
    second.client.send('hello');
    expect((await second.client.closed).code).toBe(1006);
  });

  it('loses an outgoing message although the post succeeded with 200', async () => {
    const api = await startWith('send', { outcome: 'drop' });
    const { client, id } = await api.connected();
    expect((await api.call('POST', id, 'hello')).status).toBe(200);
    await client.settle();
    expect(client.received).toEqual([]);
  });

  it('delays a message by the gateway’s clock', async () => {
    const api = await startWith('send', { delayMs: 5_000 });
    const { client, id } = await api.connected();
    await api.call('POST', id, 'hello');
    await client.settle();
    expect(client.received).toEqual([]);
    api.clock.advance(5_000);
    expect(await client.next()).toBe('hello');
  });

  it('responds to a call to @connections with any status, or cuts it', async () => {
    const throttled = { status: 429, errorType: 'LimitExceededException' };
    const api = await startWith('management', { outcome: throttled });
    const { id } = await api.connected();
    const response = await api.call('POST', id, 'hello');
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([429, throttled.errorType]);
    const hanging = await startWith('management', { outcome: 'cut' });
    await expect(hanging.call('POST', id, 'hello')).rejects.toThrow('fetch failed');
  });
});
