import { afterEach, describe, expect, it } from '@jest/globals';
import { connect, refusedBy } from './conformance/harness/client.js';
import { TestApi } from './conformance/harness/test-api.js';
import { ok } from './conformance/harness/test-routes.js';
import type { AuthorizerEvent } from './events/gateway-event.js';
import { startGateway } from './start-gateway.js';

const started: TestApi[] = [];
async function start(...options: Parameters<typeof TestApi.start>): Promise<TestApi> {
  const api = await TestApi.start(...options);
  started.push(api);
  return api;
}
afterEach(() => Promise.all(started.splice(0).map(({ gateway }) => gateway.close())));

const echo = { invoke: () => ({ statusCode: 200, body: 'echoed' }), routeResponse: true };

describe('a gateway', () => {
  it('responds with 500 where its credentials cannot be looked up, and stays up', async () => {
    const credentials = (): never => {
      throw new Error('the vault is unavailable');
    };
    const api = await start({ credentials });
    const { id } = await api.connected();
    expect((await api.call('POST', id, 'hello')).status).toBe(500);
    expect((await api.call('POST', id, 'hello?')).status).toBe(500);
    expect(api.gateway.connections()).toHaveLength(1);
  });

  it('passes a message to the route of its action, and returns the response', async () => {
    const api = await start({ routes: { echo } });
    const { client } = await api.connected();
    client.send({ action: 'echo' });
    expect(await client.next()).toBe('echoed');
  });

  it('posts to a client, describes it, deletes it, and then responds with 410', async () => {
    const api = await start();
    const { client, id } = await api.connected();
    expect((await api.call('POST', id, 'hello')).status).toBe(200);
    expect(await client.next()).toBe('hello');
    const described = await api.call('GET', id);
    expect(await described.json()).toMatchObject({ identity: { sourceIp: '127.0.0.1' } });
    expect((await api.call('DELETE', id)).status).toBe(204);
    await client.closed;
    expect((await api.call('POST', id, 'hello?')).status).toBe(410);
  });

  it('logs why an authorizer failed, but not that it refused', async () => {
    const answers: unknown[] = [
      { policyDocument: {} },
      { principalId: 'ann' },
      Promise.reject(new Error('Unauthorized')),
    ];
    const lines: unknown[] = [];
    const authorizer = { invoke: () => answers.shift() };
    const api = await start({ authorizer, logger: (line) => lines.push([line.event, line['outcome']]) });
    const statuses = [];
    for (let calls = answers.length; calls > 0; calls -= 1)
      statuses.push((await refusedBy(api.gateway.url)).status);
    expect(statuses).toEqual([500, 500, 401]);
    const rejected = ['handshake rejected', undefined];
    const failed = ['authorizer failed', 'malformed'];
    expect(lines).toEqual([failed, rejected, failed, rejected, rejected]);
  });

  it('accepts clients that the authorizer allows, and adds its context to every later event', async () => {
    const api = await start({
      authorizer: {
        identitySource: ['route.request.header.Auth'],
        invoke: ({ methodArn }: AuthorizerEvent) => ({
          principalId: 'ann',
          policyDocument: { Statement: { Effect: 'Allow', Action: '*', Resource: methodArn } },
          context: { age: 7 },
        }),
      },
    });
    expect(await refusedBy(api.gateway.url)).toMatchObject({ status: 401 });
    const client = await connect(api.gateway.url, { headers: { Auth: 'x' } });
    client.send('hello');
    const { requestContext } = await api.event('MESSAGE');
    expect(requestContext.authorizer).toMatchObject({ principalId: 'ann', age: '7' });
  });

  it('responds with the subprotocol that $connect chose', async () => {
    const response = { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'b' } };
    const api = await start({ routes: { $connect: { invoke: () => response } } });
    const client = await connect(api.gateway.url, { protocols: ['a', 'b'] });
    expect(client.headers['sec-websocket-protocol']).toBe('b');
  });

  it('replaces its integrations without disconnecting a client', async () => {
    const api = await start();
    const { client } = await api.connected();
    api.gateway.setRoutes({ echo });
    client.send({ action: 'echo' });
    expect(await client.next()).toBe('echoed');
  });

  it('closes every client and runs $disconnect when it closes, and can be closed twice', async () => {
    const api = await start();
    const { client } = await api.connected();
    await api.gateway.close();
    expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
    expect((await api.event('DISCONNECT')).requestContext.disconnectStatusCode).toBe(1001);
    await api.gateway.close();
  });

  it('closes in time although a handler hangs and a handshake is pending', async () => {
    const never = { invoke: () => new Promise(() => undefined) };
    const api = await start({ routes: { $connect: never } });
    const handshake = refusedBy(api.gateway.url);
    await api.event('CONNECT');
    await api.gateway.close(10);
    await expect(handshake).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  it('names the port that is taken', async () => {
    const api = await start();
    const port = Number(new URL(api.gateway.managementUrl).port);
    const second = startGateway({ port, routes: { $default: ok }, credentials: 'unsigned' });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });

  it.each([
    [{ stage: 'a/b' }, /stage "a\/b"/],
    [{ routeSelectionExpression: 'action' }, /routeSelectionExpression "action"/],
    [{ limits: { idleMs: 0 } }, /limits\.idleMs/],
    [
      { authorizer: { invoke: () => null, identitySource: ['header.Auth'] } },
      /identitySource "header\.Auth"/,
    ],
  ])('rejects an invalid option by name: %j', async (options, message) => {
    await expect(start(options)).rejects.toThrow(message);
  });
});
