import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentClient, MinimalDocumentClient, SdkTableClient } from '../src/index.js';
import type { TableClient, TableOperations } from '../src/index.js';
import type { Engine } from './engine.js';
import { LOCAL, minimalLocal } from './fresh-table.js';
import { scriptedEngine } from './scripted-engine.js';

type Inputs = { readonly [Operation in keyof TableOperations]: TableOperations[Operation]['input'] };
type Outputs = { readonly [Operation in keyof TableOperations]: object };

const TableName = 'chat';
const key = { PK: 'p', SK: 's' };
const item = {
  ...key,
  ...{ n: 1, big: 12_345_678_901, text: 'ü', yes: true, nothing: null, gone: undefined },
  ...{
    list: [true, null, [0.5]],
    map: { a: { B: 'named as a type' }, gone: undefined },
    set: new Set(['x', 'y']),
  },
};
const wired = {
  n: { N: '7' },
  m: { M: { b: { BOOL: true }, S: { S: 'named as a type' } } },
  l: { L: [{ NULL: true }, { SS: ['x'] }] },
};
const plain = { n: 7, m: { b: true, S: 'named as a type' }, l: [null, new Set(['x'])] };
const expression = {
  ExpressionAttributeNames: { '#n': 'n' },
  ExpressionAttributeValues: { ':v': 1, ':l': ['a'] },
};

const INPUTS: Inputs = {
  BatchGetItem: { RequestItems: { chat: { Keys: [key, { PK: 'q', SK: 's' }], ConsistentRead: true } } },
  BatchWriteItem: {
    RequestItems: { chat: [{ PutRequest: { Item: item } }, { DeleteRequest: { Key: key } }] },
  },
  DeleteItem: { TableName, Key: key, ReturnValues: 'ALL_OLD' },
  GetItem: { TableName, Key: key, ConsistentRead: true },
  PutItem: { TableName, Item: item, ConditionExpression: '#n = :v', ...expression },
  Query: {
    ...{ TableName, Limit: 3, ScanIndexForward: false, KeyConditionExpression: 'PK = :v' },
    ...{ ...expression, ExclusiveStartKey: key },
  },
  UpdateItem: {
    TableName,
    Key: key,
    UpdateExpression: 'SET #n = :v',
    ReturnValues: 'ALL_NEW',
    ...expression,
  },
};

const wiredKey = { PK: { S: 'p' }, SK: { S: 's' } };
const RESPONSES: Outputs = {
  BatchGetItem: { Responses: { chat: [wired] }, UnprocessedKeys: { chat: { Keys: [wiredKey] } } },
  BatchWriteItem: {
    UnprocessedItems: { chat: [{ PutRequest: { Item: wired } }, { DeleteRequest: { Key: wiredKey } }] },
  },
  DeleteItem: { Attributes: wired },
  GetItem: { Item: wired },
  PutItem: { Attributes: wired },
  Query: { Items: [wired], LastEvaluatedKey: wiredKey, Count: 1, ScannedCount: 1 },
  UpdateItem: { Attributes: wired },
};
const OUTPUTS: Outputs = {
  BatchGetItem: { Responses: { chat: [plain] }, UnprocessedKeys: { chat: { Keys: [key] } } },
  BatchWriteItem: {
    UnprocessedItems: { chat: [{ PutRequest: { Item: plain } }, { DeleteRequest: { Key: key } }] },
  },
  DeleteItem: { Attributes: plain },
  GetItem: { Item: plain },
  PutItem: { Attributes: plain },
  Query: { Items: [plain], LastEvaluatedKey: key, Count: 1, ScannedCount: 1 },
  UpdateItem: { Attributes: plain },
};

/** Operations in the names that the engine is called with. */
const OPERATIONS: readonly (keyof TableOperations)[] = [
  ...(['BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem'] as const),
  ...(['PutItem', 'Query', 'UpdateItem'] as const),
];

describe('the client for cold starts and the client of the SDK', () => {
  const asked: unknown[] = [];
  let respond: (operation: string) => object = () => ({});
  let engine: Engine;
  let lean: MinimalDocumentClient;
  let sdk: ReturnType<typeof documentClient>;
  beforeAll(async () => {
    engine = await scriptedEngine((operation, input, headers) => {
      asked.push({ target: headers['x-amz-target'], type: headers['content-type'], input });
      return { status: 200, body: respond(operation) };
    });
    lean = new MinimalDocumentClient(minimalLocal(engine.endpoint));
    sdk = documentClient({ ...LOCAL, endpoint: engine.endpoint });
  });
  afterAll(async () => {
    lean.destroy();
    sdk.destroy();
    await engine.stop();
  });

  async function both(operation: keyof TableOperations, response: object): Promise<readonly object[]> {
    asked.length = 0;
    respond = () => response;
    const clients: readonly TableClient[] = [lean, new SdkTableClient(sdk)];
    const outputs = [];
    for (const client of clients) {
      const { $metadata, ...output } = await client.call(operation, INPUTS[operation]);
      expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
      outputs.push(output);
    }
    return outputs;
  }

  it.each(OPERATIONS)('send the same %s, and return the same of what comes back', async (operation) => {
    const [ours, theirs] = await both(operation, RESPONSES[operation]);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ target: `DynamoDB_20120810.${operation}` });
    expect(asked[0]).toEqual(asked[1]);
    expect(ours).toEqual(OUTPUTS[operation]);
    expect(ours).toEqual(theirs);
  });

  it.each(OPERATIONS)('return nothing where %s finds nothing', async (operation) => {
    const [ours, theirs] = await both(operation, {});
    expect(ours).toEqual({});
    expect(ours).toEqual(theirs);
  });
});
