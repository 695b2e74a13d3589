import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ownTables } from './deployment.js';
import { readDeployment } from './read-deployment.js';

const place = { stage: 'dev', environment: {}, managementUrl: 'http://127.0.0.1:3001/dev' };

describe('serverless.yml', () => {
  let path: string;
  const read = (yaml: string) => {
    writeFileSync(path, yaml);
    return readDeployment(path, place);
  };
  const environment = (value: string) =>
    read(`functions: { room: { handler: dist/room.handler, environment: { VALUE: ${value} } } }`).functions[0]
      ?.environment['VALUE'];

  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'serverless-')), 'serverless.yml');
  });
  afterEach(() => rmSync(join(path, '..'), { recursive: true }));

  it.each([
    ['plain', 'plain'],
    ['5', '5'],
    ['!Ref AWS::Region', 'us-east-1'],
    ['{ Ref: AWS::AccountId }', '123456789012'],
    ['!Sub "arn:${AWS::Partition}:x"', 'arn:aws:x'],
    ['!Join ["-", [a, !Ref AWS::Region]]', 'a-us-east-1'],
    ['!Sub "https://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev"', place.managementUrl],
    ['!GetAtt Queue.Arn', undefined],
    ['!GetAtt [Queue, Arn]', undefined],
    ['!Sub "${Queue}/x"', undefined],
    ['!Join ["", [a, !Ref Queue]]', undefined],
  ])('gives a function the variable %s', (value, expected) => {
    expect(environment(value)).toBe(expected);
  });

  it('may be split over files, one inside of another', () => {
    const beside = (name: string, yaml: string) => writeFileSync(join(path, '..', name), yaml);
    beside('provider.yml', 'timeout: ${self:custom.timeout}\nenvironment: { STAGE: "${sls:stage}" }');
    beside('all-dev.yml', 'functions: [{ room: "${file(room.yml)}" }]\nresources: ["${file(table.yml)}"]');
    beside('room.yml', 'handler: dist/room.handler\nrole: Rooms\nenvironment: { TABLE: !Ref Table }');
    beside('table.yml', 'Resources: "${file(resources.yml)}"');
    beside(
      'resources.yml',
      'Table: "${file(one-table.yml)}"\nRooms: { Type: AWS::IAM::Role, Properties: "${file(role.yml)}" }',
    );
    beside('one-table.yml', 'Type: AWS::DynamoDB::Table\nProperties: { TableName: rooms }');
    beside('role.yml', 'Policies: []');
    const deployment = read(
      [
        'provider: ${file(provider.yml)}',
        'custom: { timeout: 7 }',
        'functions: ${file(all-${sls:stage}.yml):functions}',
        'resources: ["${file(all-${sls:stage}.yml):resources.0}"]',
      ].join('\n'),
    );

    expect(deployment.functions).toMatchObject([
      { name: 'room', timeout: 7, environment: { STAGE: 'dev', TABLE: 'rooms' } },
    ]);
    expect(deployment.tables).toMatchObject([{ TableName: 'rooms' }]);
    expect(deployment.roles.get('room')).toEqual({ statements: [], complete: true });
  });

  it.each([
    ['', 'Table', []],
    ['chat-restored', 'chat-restored', ['chat-restored']],
  ])('means, where a table is adopted as "%s", the table %s', (adopted, name, adoptedTables) => {
    const deployment = read(
      [
        'functions:',
        '  room: { handler: dist/room.handler, role: Rooms, environment: { TABLE: !Ref Table } }',
        'resources:',
        '  Resources:',
        `    Table: { Type: AWS::DynamoDB::Table, Metadata: { AdoptedTable: '${adopted}' }, Properties: {} }`,
        '    Rooms:',
        '      Type: AWS::IAM::Role',
        '      Properties:',
        '        Policies:',
        '          - PolicyDocument:',
        '              Statement:',
        '                - { Effect: Allow, Action: dynamodb:GetItem, Resource: !Sub "${Table.Arn}" }',
      ].join('\n'),
    );
    const arn = `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`;
    expect(deployment.functions[0]?.environment).toEqual({ TABLE: name });
    expect(deployment.roles.get('room')?.statements).toMatchObject([{ resources: [arn] }]);
    expect(deployment).toMatchObject({ tables: [{ TableName: name }], adoptedTables });
    expect(ownTables(deployment).map(({ TableName }) => TableName)).toEqual(adopted === '' ? ['Table'] : []);
  });

  it('finds handlers from its own folder, with what the provider says for all', () => {
    const { functions } = read(
      'provider: { timeout: 9 }\nfunctions: { room: { handler: dist/room.handler, memorySize: 256 } }',
    );

    expect(functions).toEqual([
      {
        name: 'room',
        deployedAs: 'service-dev-room',
        file: join(path, '../dist/room.mjs'),
        handler: 'handler',
        environment: {},
        timeout: 9,
        memorySize: 256,
      },
    ]);
  });

  it('names its authorizer, also in the short form', () => {
    const events = (authorizer: string) =>
      read(
        `functions: { guard: { handler: a.c }, a: { handler: a.b, events: [{ websocket: { route: $connect, authorizer: ${authorizer} } }] } }`,
      );

    expect(events('guard').authorizer).toEqual({ functionName: 'guard', identitySource: [] });
    expect(events('{ name: guard, identitySource: route.request.header.Auth }').authorizer).toEqual({
      functionName: 'guard',
      identitySource: ['route.request.header.Auth'],
    });
  });

  it('knows a function that nothing calls, as its queues are switched off', () => {
    const yaml = (events: string) => `functions: { worker: { handler: a.b, events: ${events} } }`;
    const isIdle = (events: string) => read(yaml(events)).functions[0]?.isIdle;
    const off = '{ sqs: { arn: "arn:aws:sqs:us-east-1:000000000000:jobs", enabled: false } }';
    expect(isIdle(`[${off}]`)).toBe(true);
    expect(isIdle(`[${off}, { websocket: ping }]`)).toBeUndefined();
    expect(isIdle('[]')).toBeUndefined();
  });

  it('names its queues, dead letters first, and the functions that they feed', () => {
    const yaml = (enabled: boolean) => `
      functions:
        worker:
          handler: a.b
          environment: { QUEUE: !Ref Jobs }
          events:
            - sqs: { arn: !GetAtt Jobs.Arn, maximumConcurrency: 2, enabled: ${enabled} }
            - sqs: !GetAtt Dead.Arn
      resources:
        Resources:
          Jobs:
            Type: AWS::SQS::Queue
            Properties:
              FifoQueue: true
              VisibilityTimeout: 60
              RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }
          Dead: { Type: 'AWS::SQS::Queue' }`;
    const { queues, eventSources, functions } = read(yaml(true));
    const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
    const worker = { functionName: 'worker', batchSize: 10, reportsItemFailures: false };

    expect(queues).toEqual([
      { name: 'Dead', attributes: {} },
      {
        name: 'Jobs.fifo',
        attributes: {
          FifoQueue: 'true',
          VisibilityTimeout: '60',
          RedrivePolicy: `{"maxReceiveCount":5,"deadLetterTargetArn":"${arn('Dead')}"}`,
        },
      },
    ]);
    expect(eventSources).toEqual([
      { ...worker, arn: arn('Jobs.fifo'), maximumConcurrency: 2 },
      { ...worker, arn: arn('Dead'), maximumConcurrency: 4 },
    ]);
    expect(functions[0]?.environment).toEqual({});
    expect(read(yaml(false)).eventSources).toHaveLength(1);
    const queueUrl = (name: string) => `http://127.0.0.1/${name}`;
    expect(readDeployment(path, { ...place, queueUrl }).functions[0]?.environment).toEqual({
      QUEUE: 'http://127.0.0.1/Jobs.fifo',
    });
  });

  it('takes parameters from the command line before its own', () => {
    const yaml =
      'params: { default: { kind: a } }\nprovider: { stage: dev, environment: { KIND: "${param:kind}" } }';
    const kind = (params: Record<string, string>) => {
      writeFileSync(path, `${yaml}\nfunctions: { room: { handler: a.b } }`);
      return readDeployment(path, { ...place, params }).functions[0]?.environment['KIND'];
    };

    expect([kind({}), kind({ kind: 'b' })]).toEqual(['a', 'b']);
  });

  it.each([
    ['a: [', /serverless\.yml: .*at line 1/],
    ['functions: { room: { handler: nonsense } }', 'functions.room.handler: "nonsense" is not file.export'],
    [
      'functions: { room: { handler: a.b, environment: { X: !ImportValue x } } }',
      'functions.room.environment.X: Fn::ImportValue cannot be computed',
    ],
    [
      'functions: { room: { handler: a.b, events: [{ sqs: !GetAtt Nowhere.Arn }] } }',
      'functions.room.events: no such queue',
    ],
    [
      'resources: { Resources: { A: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { maxReceiveCount: 5 } } } } }',
      'resources.0.A.RedrivePolicy: deadLetterTargetArn is no queue of this template',
    ],
  ])('ends in one line when it is wrong: %s', (yaml, line) => {
    expect(() => read(yaml)).toThrow(line);
    expect(() => read(yaml)).not.toThrow(/\n/);
  });

  it('ends in one line when it is not there', () => {
    expect(() => readDeployment('/nowhere.yml', place)).toThrow('/nowhere.yml cannot be read');
  });
});
