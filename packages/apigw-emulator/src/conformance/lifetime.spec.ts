import { describe, expect } from '@jest/globals';
import { rule } from './harness/rule.js';
import { echo, throwing } from './harness/test-routes.js';

const minute = 60_000;

describe('The gateway, over time,', () => {
  rule('idle', async (start) => {
    const api = await start();
    const { client, id } = await api.connected();
    api.clock.advance(10 * minute - 1);
    await client.settle();
    expect(api.gateway.connections()).toHaveLength(1);
    api.clock.advance(1);
    await client.closed;
    expect((await api.call('POST', id, 'x')).status).toBe(410);
  });

  rule('idle-code', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    api.clock.advance(10 * minute);
    expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
  });

  rule('idle-client', async (start) => {
    const api = await start({ routes: { $default: echo } });
    const { client } = await api.connected();
    api.clock.advance(9 * minute);
    client.send('here');
    await client.next();
    api.clock.advance(9 * minute);
    await client.settle();
    expect(api.gateway.connections()).toHaveLength(1);
    api.clock.advance(minute);
    expect((await client.closed).code).toBe(1001);
  });

  rule('idle-server', async (start) => {
    const api = await start();
    const { client, id } = await api.connected();
    api.clock.advance(9 * minute);
    await api.call('POST', id, 'here');
    api.clock.advance(9 * minute);
    await client.settle();
    expect(api.gateway.connections()).toHaveLength(1);
    api.clock.advance(minute);
    expect((await client.closed).code).toBe(1001);
  });

  rule('idle-ping', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    api.clock.advance(9 * minute);
    await client.settle();
    api.clock.advance(minute);
    expect((await client.closed).code).toBe(1001);
  });

  rule('life', async (start) => {
    const api = await start({ routes: { $default: echo } });
    const { client } = await api.connected();
    for (let passed = 0; passed < 119; passed += 7) {
      api.clock.advance(7 * minute);
      client.send('busy');
      await client.next();
    }
    expect(api.gateway.connections()).toHaveLength(1);
    api.clock.advance(minute);
    expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
  });

  rule('disconnect-runs', async (start) => {
    const api = await start();
    await api.connected();
    api.clock.advance(10 * minute);
    const { requestContext } = await api.event('DISCONNECT');
    expect(requestContext).toMatchObject({ disconnectStatusCode: 1001, disconnectReason: 'Going away' });
  });

  rule('disconnect-optional', async (start) => {
    const api = await start({ routes: { $disconnect: undefined } });
    const { client } = await api.connected();
    client.socket.close();
    await client.closed;
    await api.connected();
  });

  rule('disconnect-best-effort', async (start) => {
    const api = await start({ routes: { $disconnect: throwing } });
    const { client } = await api.connected();
    client.socket.close();
    await api.event('DISCONNECT');
    await api.connected();
    expect(api.gateway.connections()).toHaveLength(1);
  });
});
