import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultyServer } from './faulty-server.js';

describe('a server with a fault, in front of an engine', () => {
  let engine: Server;
  let server: FaultyServer;
  const ask = () => fetch(server.url, { method: 'POST', body: '{}' });

  beforeEach(async () => {
    engine = createServer((request, response) => request.resume().on('end', () => response.end('fine')));
    await new Promise<void>((resolve) => void engine.listen(0, '127.0.0.1', resolve));
    server = await FaultyServer.start(`http://127.0.0.1:${(engine.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    await server.close();
    await new Promise((resolve) => engine.close(resolve));
  });

  it.each(['healthy', 'slow'] as const)(
    'hands a request on, and the response back, when %s',
    async (fault) => {
      server.fault = fault;
      await expect(ask().then((response) => response.text())).resolves.toBe('fine');
    },
  );

  it('resets the connection', async () => {
    server.fault = 'resetting';
    await expect(ask()).rejects.toThrow('fetch failed');
  });

  it('throttles each request as DynamoDB does, and tells of it', async () => {
    let throttled = 0;
    server.onThrottled = () => (throttled += 1);
    server.fault = 'throttling';
    const response = await ask();
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('ProvisionedThroughputExceededException');
    expect(throttled).toBe(1);
  });

  it('begins a response that goes on for ever', async () => {
    server.fault = 'trickling';
    const { body } = await ask();
    const reader = body?.getReader();
    let text = '';
    while (text.length < 3) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toMatch(/^\{ {2}/);
    await reader?.cancel();
  });

  it('says nothing until it is closed', async () => {
    server.fault = 'silent';
    const asked = ask().then(
      () => 'a response',
      () => 'none',
    );
    await server.close();
    server = await FaultyServer.start();
    await expect(asked).resolves.toBe('none');
  });
});
