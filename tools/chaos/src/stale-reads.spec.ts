import { describe, expect, it } from '@jest/globals';
import { documentClient, SdkTableClient } from '@serverless-ws/chat-dynamo';
import { staleReads } from './stale-reads.js';

/** A table that counts its answers. */
function countingTable(isBug: boolean): SdkTableClient {
  let count = 0;
  const client = documentClient({
    region: 'local',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async () => {
        count += 1;
        const item = { PK: { S: String(count) } };
        const body = { Item: item, Items: [item], Responses: { chat: [item] } };
        const headers = { 'content-type': 'application/x-amz-json-1.0' };
        return { response: { statusCode: 200, headers, body: Buffer.from(JSON.stringify(body)) } };
      },
    },
  });
  staleReads(client, isBug);
  return new SdkTableClient(client);
}

const READS = {
  GetItem: (table: SdkTableClient, ConsistentRead: boolean) =>
    table.call('GetItem', { TableName: 'chat', Key: { PK: 'a' }, ConsistentRead }).then(({ Item }) => Item),
  Query: (table: SdkTableClient, ConsistentRead: boolean) =>
    table
      .call('Query', { TableName: 'chat', KeyConditionExpression: 'PK = a', ConsistentRead })
      .then(({ Items }) => Items?.[0]),
  BatchGetItem: (table: SdkTableClient, ConsistentRead: boolean) =>
    table
      .call('BatchGetItem', { RequestItems: { chat: { Keys: [{ PK: 'a' }], ConsistentRead } } })
      .then(({ Responses }) => Responses?.['chat']?.[0]),
};

describe.each(['GetItem', 'Query', 'BatchGetItem'] as const)(
  '%s from a replica that is behind',
  (operation) => {
    const ask = READS[operation];

    it('returns what the same question was answered before, once it is asked again', async () => {
      const table = countingTable(false);

      expect([await ask(table, false), await ask(table, false), await ask(table, false)]).toEqual([
        { PK: '1' },
        { PK: '1' },
        { PK: '2' },
      ]);
    });

    it('is of now where it asks for consistency, but for the bug', async () => {
      const [table, bug] = [countingTable(false), countingTable(true)];

      expect([await ask(table, true), await ask(table, true)]).toEqual([{ PK: '1' }, { PK: '2' }]);
      expect([await ask(bug, true), await ask(bug, true)]).toEqual([{ PK: '1' }, { PK: '1' }]);
    });
  },
);
