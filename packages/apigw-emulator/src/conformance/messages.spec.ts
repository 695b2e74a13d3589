import { describe, expect } from '@jest/globals';
import { connect } from './harness/client.js';
import { encodeFrame, RawSocket } from './harness/raw-socket.js';
import { rule } from './harness/rule.js';
import { answering, echo, never, ok, replying, throwing } from './harness/test-routes.js';

const kilobytes = (n: number) => 'x'.repeat(n * 1024);
const complaint = (message: string, connectionId: string) => ({
  message,
  connectionId,
  requestId: expect.stringMatching(/^[\w-]{15}=$/),
});

describe('The gateway, on a message,', () => {
  rule('route-key', async (start) => {
    const api = await start({
      routeSelectionExpression: '${request.body.service}/${request.body.calls[1].name}',
      routes: { 'chat/send': replying('right'), $default: replying('wrong') },
    });
    const { client } = await api.connected();
    client.send({ service: 'chat', calls: [{}, { name: 'send' }] });
    expect(await client.next()).toBe('right');
  });

  rule('route-default', async (start) => {
    const api = await start({ routes: { hello: replying('wrong'), $default: echo } });
    const { client } = await api.connected();
    for (const body of [
      '{"action":"other"}',
      '{"action":{"hello":1}}',
      '{"action":"Hello"}',
      '{}',
      '7',
      'null',
    ]) {
      client.send(body);
      expect(await client.next()).toBe(body);
    }
  });

  rule('route-not-json', async (start) => {
    const api = await start({ routes: { $default: replying('default') } });
    const { client } = await api.connected();
    for (const body of ['{"action":', 'hello', '']) {
      client.send(body);
      expect(await client.next()).toBe('default');
    }
  });

  rule('route-none', async (start) => {
    const api = await start({ routes: { $default: undefined } });
    const { client, id } = await api.connected();
    for (const body of ['hello', '{"action":"x"}', '{"action":"__proto__"}', '{"action":"constructor"}']) {
      client.send(body);
      expect(JSON.parse(await client.next())).toEqual(complaint('Forbidden', id));
    }
  });

  rule('route-predefined', async (start) => {
    const api = await start({ routes: { $default: replying('default') } });
    const { client } = await api.connected();
    for (const action of ['$connect', '$disconnect', '$default']) {
      client.send({ action });
      expect(await client.next()).toBe('default');
    }
    expect(api.eventsOf('CONNECT')).toHaveLength(1);
    expect(api.eventsOf('DISCONNECT')).toHaveLength(0);
  });

  rule('route-response', async (start) => {
    const encoded = { statusCode: 500, body: Buffer.from('grüße').toString('base64'), isBase64Encoded: true };
    const api = await start({
      routes: { b64: { ...answering(encoded), routeResponse: true }, $default: echo },
    });
    const { client } = await api.connected();
    client.send('hello');
    expect(await client.next()).toBe('hello');
    client.send({ action: 'b64' });
    expect(await client.next()).toBe('grüße');
  });

  rule('route-response-off', async (start) => {
    const api = await start({
      routes: { oneWay: { ...echo, routeResponse: false }, empty: ok, $default: echo },
    });
    const { client } = await api.connected();
    client.send({ action: 'oneWay' });
    client.send({ action: 'empty' });
    client.send('last');
    expect(await client.next()).toBe('last');
    await client.settle();
    expect(client.received).toEqual(['last']);
  });

  rule('integration-throws', async (start) => {
    const api = await start({ routes: { $default: throwing } });
    const { client, id } = await api.connected();
    client.send('hello');
    expect(JSON.parse(await client.next())).toEqual(complaint('Internal server error', id));
    const { requestId } = (await api.event('MESSAGE')).requestContext;
    expect(JSON.parse(client.received[0] ?? '')).toMatchObject({ requestId });
  });

  rule('integration-malformed', async (start) => {
    for (const response of [undefined, null, 'ok', 200, [], {}, { statusCode: 200, body: { a: 1 } }, 10n]) {
      const api = await start({ routes: { $default: answering(response) } });
      const { client, id } = await api.connected();
      client.send('hello');
      expect(JSON.parse(await client.next())).toEqual(complaint('Internal server error', id));
    }
  });

  rule('integration-timeout', async (start) => {
    const api = await start({ routes: { $default: never, quick: { ...never, timeoutMs: 1_000 } } });
    const { client, id } = await api.connected();
    client.send('hello');
    await api.event('MESSAGE');
    api.clock.advance(28_999);
    await client.settle();
    expect(client.received).toEqual([]);
    api.clock.advance(1);
    expect(JSON.parse(await client.next())).toEqual(complaint('Endpoint request timed out', id));
    client.send({ action: 'quick' });
    await client.settle();
    api.clock.advance(1_000);
    expect(JSON.parse(await client.next())).toEqual(complaint('Endpoint request timed out', id));
  });

  rule('concurrency', async (start) => {
    const api = await start({ routes: { slow: never, $default: echo } });
    const { client } = await api.connected();
    client.send({ action: 'slow' });
    client.send('hello');
    expect(await client.next()).toBe('hello');
  });

  rule('frame-size', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.send(`${kilobytes(32)}x`);
    expect((await client.closed).code).toBe(1009);
    expect((await api.event('DISCONNECT')).requestContext.disconnectStatusCode).toBe(1009);
    // The length field is enough: neither the rest of the frame nor of its message need arrive.
    for (const fin of [true, false]) {
      const raw = await RawSocket.upgraded(api.gateway.url);
      raw.send({ opcode: 1, payload: 'x', length: 32 * 1024 + 1, fin });
      expect(await raw.closeCode()).toBe(1009);
    }
    expect(api.eventsOf('MESSAGE')).toEqual([]);
  });

  rule('frame-size-exact', async (start) => {
    const api = await start({ routes: { $default: echo } });
    const { client } = await api.connected();
    client.send(kilobytes(32));
    expect(await client.next()).toBe(kilobytes(32));
  });

  rule('message-size', async (start) => {
    const api = await start();
    const client = await connect(api.gateway.url);
    for (let i = 0; i < 4; i++) client.socket.send(kilobytes(32), { fin: false });
    client.socket.send('x', { fin: true });
    expect((await client.closed).code).toBe(1009);
    expect(api.eventsOf('MESSAGE')).toEqual([]);
  });

  rule('message-size-exact', async (start) => {
    const api = await start({ routes: { $default: echo } });
    const { client } = await api.connected();
    for (let i = 0; i < 4; i++) client.socket.send(kilobytes(32), { fin: i === 3 });
    expect(await client.next()).toBe(kilobytes(128));
  });

  rule('fragments', async (start) => {
    const bytes = 4_096;
    const api = await start({ limits: { messageBytes: bytes } });
    const message = (fragments: number, payload: string) => {
      const middle = encodeFrame({ opcode: 0, payload, fin: false });
      return Buffer.concat([
        encodeFrame({ opcode: 1, payload, fin: false }),
        Buffer.alloc(middle.length * (fragments - 2), middle),
        encodeFrame({ opcode: 0, payload }),
      ]);
    };
    const raw = await RawSocket.upgraded(api.gateway.url);
    raw.socket.write(message(bytes, 'x'));
    expect(await api.event('MESSAGE')).toMatchObject({ body: 'x'.repeat(bytes) });
    raw.socket.write(message(bytes + 1, ''));
    expect(await raw.closeCode()).toBe(1008);
    expect((await api.event('DISCONNECT')).requestContext.disconnectStatusCode).toBe(1008);
  });

  rule('binary', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    client.socket.send(Buffer.from('{"action":"hello"}'));
    expect((await client.closed).code).toBe(1003);
    expect(api.eventsOf('MESSAGE')).toEqual([]);
  });

  rule('unmasked', async (start) => {
    const { gateway } = await start();
    const raw = await RawSocket.upgraded(gateway.url);
    raw.send({ opcode: 1, payload: 'hello', masked: false });
    expect(await raw.closeCode()).toBe(1002);
  });

  rule('invalid-utf8', async (start) => {
    const { gateway } = await start();
    const raw = await RawSocket.upgraded(gateway.url);
    raw.send({ opcode: 1, payload: Uint8Array.of(0xc3, 0x28) });
    expect(await raw.closeCode()).toBe(1007);
  });

  rule('ping', async (start) => {
    const api = await start();
    const { client } = await api.connected();
    const pong = new Promise((resolve) => client.socket.once('pong', (data) => resolve(data.toString())));
    client.socket.ping('are you there');
    expect(await pong).toBe('are you there');
    expect(api.eventsOf('MESSAGE')).toEqual([]);
  });

  rule('message-quota', async (start) => {
    const api = await start({ quotas: { requestsPerSecond: 1, burst: 1 }, routes: { $default: echo } });
    const { client, id } = await api.connected();
    client.send('first');
    client.send('second');
    const [one, two] = [await client.next(), await client.next()].sort();
    expect(one).toBe('first');
    expect(JSON.parse(two ?? '')).toEqual(complaint('Too Many Requests', id));
    api.clock.advance(1_000);
    client.send('third');
    expect(await client.next()).toBe('third');
  });
});
