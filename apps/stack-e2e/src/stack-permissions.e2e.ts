import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PackagedStack } from '@serverless-ws/template/package-stack.js';
import { functions, ofType, permissions, properties } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';

let dev: PackagedStack;

beforeAll(async () => {
  dev = await packagedDev.read();
});

describe('the permissions', () => {
  const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const TABLE = '${ChatTable.Arn}';
  const QUEUE = '${BroadcastQueue.Arn}';
  const BUSY_QUEUE = '${BusyQueue.Arn}';
  const CONNECTIONS =
    'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/dev';
  const table = (...actions: string[]) => [actions.map((action) => `dynamodb:${action}`), [TABLE]];
  const connections = [
    ['execute-api:ManageConnections'],
    [`${CONNECTIONS}/POST/@connections/*`, `${CONNECTIONS}/DELETE/@connections/*`],
  ];
  const all = table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem');

  /** What a role allows besides its own log, which each may write. */
  function allowed(name: string): readonly unknown[] {
    const [log, ...rest] = permissions(dev, name);
    expect(log).toEqual([LOG, [`\${${name.replace(/Role$/, '')}LogGroup.Arn}`]]);
    return rest;
  }

  it('are what each function does, on this table and this API alone', () => {
    expect(allowed('AuthorizerRole')).toEqual([]);
    expect(allowed('ConnectionRole')).toEqual([
      table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
      [
        ['execute-api:ManageConnections'],
        [`${CONNECTIONS}/GET/@connections/*`, `${CONNECTIONS}/POST/@connections/*`],
      ],
    ]);
    expect(allowed('SendMessageRole')).toEqual([
      all,
      [['sqs:SendMessage'], [QUEUE, BUSY_QUEUE]],
      connections,
    ]);
    expect(allowed('RoomRole')).toEqual([all, connections]);
    expect(allowed('PresenceRole')).toEqual([
      table('GetItem', 'Query', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
      connections,
    ]);
    const queues = [['sqs:SendMessage'], [QUEUE, BUSY_QUEUE]];
    expect(allowed('ModerationRole')).toEqual([all, queues, connections]);
    expect(allowed('MessageChangesRole')).toEqual([all, queues, connections]);
    expect(allowed('PublishRole')).toEqual([
      all,
      queues,
      [['sqs:SendMessage'], ['${PublishDeadLetters.Arn}']],
      [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], ['${PublishQueue.Arn}']],
      connections,
    ]);
    expect(allowed('DefaultRole')).toEqual([
      table('GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
      connections,
    ]);
    expect(allowed('UserRoomsRole')).toEqual([
      table('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
      connections,
    ]);
    const worker = (queue: string) => [
      table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
      [
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
        [queue],
      ],
      [['execute-api:ManageConnections'], [`${CONNECTIONS}/POST/@connections/*`]],
    ];
    expect(allowed('BroadcastRole')).toEqual(worker(QUEUE));
    expect(allowed('BroadcastBusyRole')).toEqual(worker(BUSY_QUEUE));
    expect(allowed('EventsRole')).toEqual([
      table('GetItem', 'Query', 'PutItem', 'UpdateItem'),
      [
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
        ['${EventsQueue.Arn}'],
      ],
    ]);
  });

  it('name every action in full', () => {
    const policies = JSON.stringify([...ofType(dev, 'AWS::IAM::Role'), ...ofType(dev, 'AWS::IAM::Policy')]);
    const named = [...policies.matchAll(/"([a-z][a-z-]*:[A-Z][\w*]*)"/g)].map(([, action]) => action);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((action) => action?.includes('*'))).toEqual([]);
  });

  it('are those of no other role', () => {
    expect(ofType(dev, 'AWS::IAM::Role')).toHaveLength(functions.length);
    for (const name of functions) {
      expect(properties(dev, `${name}LambdaFunction`)['Role']).toEqual({
        'Fn::GetAtt': [`${name}Role`, 'Arn'],
      });
    }
  });
});
