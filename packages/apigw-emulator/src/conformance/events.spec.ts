import { describe, expect } from '@jest/globals';
import type { GatewayEvent } from '../events/gateway-event.js';
import { connect } from './harness/client.js';
import { RawSocket, upgradeRequest } from './harness/raw-socket.js';
import { rule } from './harness/rule.js';
import { ok } from './harness/test-routes.js';

const anId = expect.stringMatching(/^[\w-]{15}=$/);

describe('The gateway, in its events,', () => {
  rule('context', async (start) => {
    const api = await start({ stage: 'dev', apiId: 'abc', domainName: 'chat.example.com' });
    const connectedAt = api.clock.now();
    const client = await connect(api.gateway.url, { headers: { 'User-Agent': 'test' } });
    api.clock.advance(1_234);
    client.send({ action: 'hello' });
    const { requestContext } = await api.event('MESSAGE');
    expect(requestContext).toEqual({
      routeKey: '$default',
      eventType: 'MESSAGE',
      extendedRequestId: anId,
      requestId: anId,
      messageId: anId,
      connectionId: api.gateway.connections()[0]?.id,
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      requestTimeEpoch: connectedAt + 1_234,
      connectedAt,
      messageDirection: 'IN',
      stage: 'dev',
      apiId: 'abc',
      domainName: 'chat.example.com',
      identity: { sourceIp: '127.0.0.1', userAgent: 'test' },
    });
  });

  rule('request-id', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.socket.close();
    const contexts = [await api.event('CONNECT'), await api.event('DISCONNECT')].map(
      (event) => event.requestContext,
    );
    for (const { requestId, extendedRequestId } of contexts) expect(requestId).toBe(extendedRequestId);
    expect(contexts[0]?.requestId).not.toBe(contexts[1]?.requestId);
  });

  rule('message-id', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.send('hello');
    expect((await api.event('MESSAGE')).requestContext.messageId).toEqual(anId);
    client.socket.close();
    expect((await api.event('CONNECT')).requestContext).not.toHaveProperty('messageId');
    expect((await api.event('DISCONNECT')).requestContext).not.toHaveProperty('messageId');
  });

  rule('connect-event', async (start) => {
    const api = await start();
    await api.connected();
    const event = await api.event('CONNECT');
    expect(Object.keys(event).sort()).toEqual([
      'headers',
      'isBase64Encoded',
      'multiValueHeaders',
      'requestContext',
    ]);
    const names = 'headers' in event ? Object.keys(event.headers) : [];
    expect(names).toEqual(expect.arrayContaining(['Host', 'Sec-WebSocket-Key', 'Sec-WebSocket-Version']));
    expect(names.filter((name) => /^(connection|upgrade)$/i.test(name))).toEqual([]);
    expect(event.requestContext).toMatchObject({ routeKey: '$connect', eventType: 'CONNECT' });
  });

  rule('message-event', async (start) => {
    const api = await start({ routes: { hello: ok } });
    const client = await connect(`${api.gateway.url}?a=1`);
    client.send('{"action":"hello"}');
    const { requestContext, ...rest } = await api.event('MESSAGE');
    expect(rest).toEqual({ body: '{"action":"hello"}', isBase64Encoded: false });
    expect(requestContext.routeKey).toBe('hello');
  });

  rule('disconnect-event', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.socket.close();
    const host = new URL(api.gateway.url).host;
    expect(await api.event('DISCONNECT')).toMatchObject({
      headers: { Host: host, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
      multiValueHeaders: { Host: [host] },
      requestContext: { routeKey: '$disconnect', eventType: 'DISCONNECT' },
      isBase64Encoded: false,
    });
  });

  rule('header-case', async (start) => {
    const api = await start();
    await connect(api.gateway.url, { headers: { aUTHORIZATION: 'x' } });
    expect(await api.event('CONNECT')).toMatchObject({
      headers: { aUTHORIZATION: 'x' },
      multiValueHeaders: { aUTHORIZATION: ['x'] },
    });
  });

  rule('header-values', async (start) => {
    const api = await start();
    const raw = await RawSocket.open(api.gateway.url);
    raw.socket.write(upgradeRequest('/local', 'X-Two: 1', 'x-two: 2', '__proto__: 3'));
    await raw.headOfAnswer();
    const event = await api.event('CONNECT');
    expect(event).toMatchObject({ headers: { 'X-Two': '2' }, multiValueHeaders: { 'X-Two': ['1', '2'] } });
    expect('headers' in event && Object.entries(event.headers)).toContainEqual(['__proto__', '3']);
    raw.socket.destroy();
  });

  rule('query', async (start) => {
    const api = await start();
    await connect(`${api.gateway.url}?a=1&a=2&b=%C3%BC+%26&c`);
    expect(await api.event('CONNECT')).toMatchObject({
      queryStringParameters: { a: '2', b: 'ü &', c: '' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['ü &'], c: [''] },
    });
    const none = await start();
    await connect(`${none.gateway.url}?`);
    expect(await none.event('CONNECT')).not.toHaveProperty('queryStringParameters');
  });

  rule('forwarded', async (start) => {
    const api = await start();
    await connect(api.gateway.url);
    expect(await api.event('CONNECT')).toMatchObject({
      headers: {
        'X-Forwarded-For': '127.0.0.1',
        'X-Forwarded-Port': new URL(api.gateway.url).port,
        'X-Forwarded-Proto': 'http',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      },
    });
  });

  rule('stage-variables', async (start) => {
    const api = await start({ stageVariables: { colour: 'blue' } });
    const { client } = await api.connected();
    client.send('hello');
    await api.event('MESSAGE');
    client.socket.close();
    await api.event('DISCONNECT');
    expect(api.events).toHaveLength(3);
    for (const event of api.events) expect(event.stageVariables).toEqual({ colour: 'blue' });
  });

  rule('json', async (start) => {
    const response = { statusCode: 200, body: undefined, when: new Date(0), nothing: () => 0 };
    const invoke = (event: GatewayEvent) => {
      Reflect.set(event.requestContext.identity, 'sourceIp', 'changed by the handler');
      return response;
    };
    const api = await start({ routes: { $connect: { invoke } } });
    const { client } = await api.connected();
    client.send('hello');
    expect((await api.event('MESSAGE')).requestContext.identity.sourceIp).toBe('127.0.0.1');
  });

  rule('disconnect-code', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.socket.close(4001, 'done');
    const { requestContext } = await api.event('DISCONNECT');
    expect(requestContext).toMatchObject({ disconnectStatusCode: 4001, disconnectReason: 'done' });
  });

  rule('disconnect-1005', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.socket.close();
    const reason = 'Client-side close frame status not set';
    const { requestContext } = await api.event('DISCONNECT');
    expect(requestContext).toMatchObject({ disconnectStatusCode: 1005, disconnectReason: reason });
  });

  rule('disconnect-1006', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.socket.terminate();
    expect((await api.event('DISCONNECT')).requestContext.disconnectStatusCode).toBe(1006);
  });
});
