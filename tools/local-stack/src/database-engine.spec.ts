import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { databaseEngine } from './database-engine.js';
import { cutOff, notRefused } from './hostile-requests.fixture.js';

const HEADERS = {
  'Content-Type': 'application/x-amz-json-1.0',
  'X-Amz-Date': '20260101T000000Z',
  Authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

describe('the engine of a local database', () => {
  let server: Server;
  let url: string;

  beforeEach(async () => {
    server = databaseEngine({ createTableMs: 0 });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });

  async function call(operation: string, body: string, headers: Readonly<Record<string, string>> = {}) {
    const init = { ...HEADERS, 'X-Amz-Target': `DynamoDB_20120810.${operation}`, ...headers };
    const response = await fetch(url, { method: 'POST', headers: init, body });
    return { status: response.status, text: await response.text() };
  }

  it('answers programs', async () => {
    expect(await call('ListTables', '{}')).toEqual({ status: 200, text: '{"TableNames":[]}' });
  });

  it('refuses pages, untrusted names and what is no request', async () => {
    expect(await notRefused(url)).toEqual([]);
    expect((await call('ListTables', '{}', { origin: 'https://evil.example' })).status).toBe(403);
  });

  it.each([
    'null',
    '[]',
    '"x"',
    '1',
    '{',
    '',
    '{"TableName":null}',
    '{"TableName":{}}',
    '{"Key":[[[]]]}',
    '{"a":'.repeat(9_000),
  ])('answers 400 to the body %#, whatever is asked', async (body) => {
    for (const operation of [
      'GetItem',
      'PutItem',
      'Query',
      'BatchWriteItem',
      'CreateTable',
      'UpdateItem',
      'NoSuchThing',
    ])
      expect([operation, (await call(operation, body)).status]).toEqual([operation, 400]);
    expect((await call('ListTables', '{}')).status).toBe(200);
  });

  it('stays up when a request is cut off', async () => {
    for (let times = 0; times < 20; times += 1) await cutOff(url);

    expect((await call('ListTables', '{}')).status).toBe(200);
  });
});
