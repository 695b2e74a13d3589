import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { startLocalDatabase } from './local-database.js';

const TABLE = {
  TableName: 'chat',
  AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};

function put(endpoint: string, key: number): Promise<unknown> {
  return fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': 'DynamoDB_20120810.PutItem',
      'X-Amz-Date': '20260101T000000Z',
      Authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ TableName: 'chat', Item: { PK: { S: String(key) } } }),
  });
}

describe('the local database', () => {
  let scratch: string;

  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'database-'));
  });
  afterEach(() => rmSync(scratch, { recursive: true }));

  it('makes the last level of its folder', async () => {
    const { close } = await startLocalDatabase([TABLE], join(scratch, 'kept'));
    await close();

    expect(existsSync(join(scratch, 'kept', 'CURRENT'))).toBe(true);
  });

  it('makes no more than that level, and says what is not there', async () => {
    const folder = join(scratch, 'typo', 'kept');

    await expect(startLocalDatabase([TABLE], folder)).rejects.toThrow(
      new CommandError(`--data ${folder} cannot be used: there is no folder ${join(scratch, 'typo')}`, 1),
    );
    expect(existsSync(join(scratch, 'typo'))).toBe(false);
  });

  it('refuses in one line what the system makes no folder of', async () => {
    const folder = join(scratch, 'x'.repeat(300));

    await expect(startLocalDatabase([TABLE], folder)).rejects.toThrow(/cannot be used: ENAMETOOLONG[^\n]*$/);
  });

  it('ends what it has begun before it closes, so that nothing is thrown out of reach', async () => {
    const { endpoint, close } = await startLocalDatabase([TABLE], undefined);
    await put(endpoint, -1);
    const writes = Array.from({ length: 50 }, (_, key) => put(endpoint, key));
    await Promise.race(writes);
    // What dynalite throws of its own accord fails the test that runs.
    await expect(close()).resolves.toBeUndefined();
    await Promise.allSettled(writes);
    await new Promise(setImmediate);
  });
});
