import { describe, expect, it } from '@jest/globals';
import { dynamodbCalls } from './dynamodb-calls.js';
import { sqsCalls } from './sqs-calls.js';

const arn = (rest: string) => `arn:aws:dynamodb:us-east-1:123456789012:table/${rest}`;
const tables = [
  {
    TableName: 'tea',
    KeySchema: [
      { AttributeName: 'SK', KeyType: 'RANGE' },
      { AttributeName: 'PK', KeyType: 'HASH' },
    ],
    GlobalSecondaryIndexes: [
      { IndexName: 'by-user', KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' }] },
    ],
  },
];
const TableName = 'tea';
const Key = { PK: { S: 'a' }, SK: { S: 'b' } };
const told = (operation: string, body: object) =>
  dynamodbCalls(operation, body, tables).map(({ action, resource, context }) => [
    action,
    resource,
    ...(context['dynamodb:leadingkeys'] ?? []),
  ]);

describe('a request to DynamoDB', () => {
  it.each<[string, object, unknown[]]>([
    ['GetItem', { TableName, Key }, [['dynamodb:GetItem', arn('tea'), 'a']]],
    ['GetItem', { TableName: arn('tea'), Key }, [['dynamodb:GetItem', arn('tea'), 'a']]],
    ['PutItem', { TableName, Item: Key }, [['dynamodb:PutItem', arn('tea'), 'a']]],
    ['PutItem', { TableName: 'other', Item: Key }, [['dynamodb:PutItem', arn('other')]]],
    [
      'Query',
      {
        TableName,
        KeyConditionExpression: '#p = :p AND SK > :s',
        ExpressionAttributeNames: { '#p': 'PK' },
        ExpressionAttributeValues: { ':p': { S: 'a' }, ':s': { S: 'b' } },
      },
      [['dynamodb:Query', arn('tea'), 'a']],
    ],
    [
      'Query',
      {
        TableName,
        IndexName: 'by-user',
        KeyConditionExpression: 'user=:u',
        ExpressionAttributeValues: { ':u': { S: 'ada' } },
      },
      [['dynamodb:Query', arn('tea/index/by-user'), 'ada']],
    ],
    [
      'Query',
      { TableName, KeyConditions: { PK: { AttributeValueList: [{ N: '7' }], ComparisonOperator: 'EQ' } } },
      [['dynamodb:Query', arn('tea'), '7']],
    ],
    ['Scan', { TableName }, [['dynamodb:Scan', arn('tea')]]],
    [
      'BatchWriteItem',
      {
        RequestItems: {
          tea: [{ PutRequest: { Item: Key } }, { DeleteRequest: { Key: { PK: { S: 'z' } } } }],
        },
      },
      [['dynamodb:BatchWriteItem', arn('tea'), 'a', 'z']],
    ],
    [
      'BatchGetItem',
      { RequestItems: { tea: { Keys: [Key] }, other: { Keys: [Key] } } },
      [
        ['dynamodb:BatchGetItem', arn('tea'), 'a'],
        ['dynamodb:BatchGetItem', arn('other')],
      ],
    ],
    [
      'TransactWriteItems',
      { TransactItems: [{ Put: { TableName, Item: Key } }, { ConditionCheck: { TableName, Key } }] },
      [
        ['dynamodb:PutItem', arn('tea'), 'a'],
        ['dynamodb:ConditionCheckItem', arn('tea'), 'a'],
      ],
    ],
    ['ListTables', {}, [['dynamodb:ListTables', '*']]],
  ])('%s of %j is a call by its tables and partitions', (operation, body, calls) => {
    expect(told(operation, body)).toEqual(calls);
  });
});

describe('a request to SQS', () => {
  it.each([
    [
      'SendMessage',
      { QueueUrl: 'http://127.0.0.1:1/000000000000/jobs.fifo' },
      'sqs:SendMessage',
      'jobs.fifo',
    ],
    ['SendMessageBatch', { QueueUrl: 'http://127.0.0.1:1/000000000000/jobs' }, 'sqs:SendMessage', 'jobs'],
    ['GetQueueUrl', { QueueName: 'jobs' }, 'sqs:GetQueueUrl', 'jobs'],
  ])('%s of %j is a call by its queue', (operation, body, action, name) => {
    const resource = `arn:aws:sqs:us-east-1:000000000000:${name}`;

    expect(sqsCalls(operation, body)).toEqual([{ action, resource, context: {} }]);
  });

  it('that names no queue is about all', () => {
    expect(sqsCalls('ListQueues', {})).toEqual([{ action: 'sqs:ListQueues', resource: '*', context: {} }]);
  });
});
