import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '@serverless-ws/chat-domain';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { PackagedStack } from '@serverless-ws/template/package-stack.js';
import { functions, ofType, properties } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';
import { CHOSEN, packagedStage } from './packaged-stages.js';

const KEY = CHOSEN.tableKeyArn;
let dev: PackagedStack;
let prod: PackagedStack;

beforeAll(async () => {
  dev = await packagedDev.read();
  prod = await packagedStage('prod');
});

const variables = (stack: PackagedStack, name: string): Record<string, unknown> =>
  Object(properties(stack, `${name}LambdaFunction`)['Environment']).Variables;

describe('the routes', () => {
  it('are these, each to its function, and all but the two ends of a connection answer', () => {
    const routes = ofType(dev, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
      const target = JSON.stringify(Properties['Target']);
      const answers = Properties['RouteResponseSelectionExpression'] === '$default';
      return [Properties['RouteKey'], /"Ref":"(\w+)WebsocketsIntegration"/.exec(target)?.[1], answers];
    });
    const served = Object.entries({
      Connection: ['$connect', '$disconnect'],
      SendMessage: ['announce', 'sendMessage'],
      Room: ['joinRoom', 'leaveRoom', 'listMessages'],
      UserRooms: ['block', 'browseRooms', 'listRooms', 'markRead', 'unblock'],
      MessageChanges: ['editMessage', 'react', 'report'],
      Presence: ['signal', 'who'],
      Moderation: ['ban', 'deleteMessage', 'invite', 'kick', 'mute', 'slowMode'],
      Default: ['$default', 'ping'],
    });
    expect(routes.sort()).toEqual(
      served.flatMap(([name, keys]) => keys.map((key) => [key, name, name !== 'Connection'])).sort(),
    );
    expect(ofType(dev, 'AWS::ApiGatewayV2::RouteResponse')).toHaveLength(23);
    expect(properties(dev, 'WebsocketsApi')).toMatchObject({
      RouteSelectionExpression: '$request.body.action',
    });
  });

  it('ask the authorizer once, at $connect, whatever the handshake brings', () => {
    expect(properties(dev, 'SconnectWebsocketsRoute')).toMatchObject({
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: 'AuthorizerWebsocketsAuthorizer' },
    });
    const authorizer = { Properties: { AuthorizerType: 'REQUEST', IdentitySource: [] } };
    expect(ofType(dev, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([authorizer]);
  });
});

/** The files that a bundle loads on first use, and those that they load. */
function loadedLate(file: string): readonly string[] {
  const code = readFileSync(join(workspaceRoot, file), 'utf8');
  const names = [...code.matchAll(/import\("\.\/([^"]+\.mjs)"\)/g)].map(([, name]) => name);
  const files = [...new Set(names)].map((name) => `${dirname(file)}/${name}`);
  return [...new Set(files.flatMap((late) => [late, ...loadedLate(late)]))];
}

describe('each function', () => {
  it.each(functions)('%s is one file, and what that loads late, on a runtime that AWS supports', (name) => {
    const { Handler, Runtime, Architectures, Timeout } = properties(dev, `${name}LambdaFunction`);
    const file = String(Handler).replace(/\.handler$/, '.mjs');
    const zip = name.charAt(0).toLowerCase() + name.slice(1);
    expect(dev.packages[`${zip}.zip`]?.toSorted()).toEqual([file, ...loadedLate(file)].toSorted());
    expect({ Runtime, Architectures }).toEqual({ Runtime: 'nodejs22.x', Architectures: ['arm64'] });
    // API Gateway waits for 29 s, and not for what a queue calls.
    if (name !== 'Broadcast' && name !== 'Events') expect(Timeout).toBeLessThan(29);
    expect(properties(prod, `${name}LambdaFunction`)).toMatchObject({ Runtime: 'nodejs24.x' });
  });

  it.each(functions)('%s logs, and not for ever', (name) => {
    expect(properties(dev, `${name}LogGroup`)).toMatchObject({ RetentionInDays: 14 });
    expect(properties(prod, `${name}LogGroup`)).toMatchObject({ RetentionInDays: 90 });
    const LoggingConfig = { LogFormat: 'JSON', SystemLogLevel: 'WARN', ApplicationLogLevel: 'INFO' };
    expect(properties(prod, `${name}LambdaFunction`)).toMatchObject({ LoggingConfig });
  });

  it('knows what it needs, and only the authorizer knows the secret', () => {
    const chat = {
      CHAT_API_ID: { Ref: 'WebsocketsApi' },
      CHAT_TABLE: { Ref: 'ChatTable' },
      CHAT_CALLBACK_URL: {
        'Fn::Sub': 'https://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev',
      },
      CHAT_RETENTION_DAYS: '30',
      CHAT_FLOOD_MESSAGES: '0',
      CHAT_FLOOD_WINDOW_SECONDS: '',
      CHAT_FLOOD_HARD_LIMIT: '',
      CHAT_FLOOD_POSTS: '60000',
      CHAT_FRAMES_PER_MINUTE: '0',
      CHAT_CROWDED_FROM: '0',
      CHAT_PRESENCE_HINTS: '0',
      CHAT_POSTS_PER_SECOND: '8000',
      CHAT_AUDIT_RETENTION_DAYS: '',
      CHAT_REVIEW_FUNCTION_ARN: '',
      CHAT_REVIEW_REQUIRED: '',
      CHAT_EVENTS_QUEUE_URL: '',
      CHAT_EVENTS_FROM: 'lobby,public',
      BROADCAST_QUEUE_URL: '',
      BROADCAST_BUSY_QUEUE_URL: '',
    };
    const { CHAT_API_ID, CHAT_TABLE, CHAT_CALLBACK_URL, CHAT_FRAMES_PER_MINUTE, CHAT_PRESENCE_HINTS } = chat;
    const own = { CHAT_API_ID, CHAT_TABLE, CHAT_CALLBACK_URL, CHAT_FRAMES_PER_MINUTE, CHAT_PRESENCE_HINTS };
    expect(variables(dev, 'Connection')).toEqual({ ...own, CHAT_CONNECTIONS_PER_USER: '' });
    for (const name of ['SendMessage', 'Room', 'Presence', 'Moderation', 'MessageChanges', 'Default'])
      expect(variables(dev, name)).toEqual(chat);
    const lenient = { JWT_REQUIRE_EXP: 'false', JWT_REQUIRE_STRONG_SECRET: 'false' };
    const { secret: JWT_SECRET } = packagedDev;
    expect(variables(dev, 'Authorizer')).toMatchObject({ CHAT_API_ID, JWT_SECRET, ...lenient });
  });

  it('is stricter with tokens in prod', () => {
    expect(variables(prod, 'Authorizer')).toMatchObject({
      JWT_SECRET: '',
      JWT_JWKS_URL: 'https://issuer.example/jwks.json',
      JWT_REQUIRE_EXP: 'true',
      JWT_REQUIRE_STRONG_SECRET: 'true',
    });
  });
});

describe('the authorizer, which strangers reach', () => {
  it('has its own share of the concurrency in prod, and no more than that', () => {
    const share = (stack: PackagedStack) =>
      properties(stack, 'AuthorizerLambdaFunction')['ReservedConcurrentExecutions'];
    const condition = (stack: PackagedStack) => stack.conditions['HasAuthorizerConcurrency'];
    const noValue = { Ref: 'AWS::NoValue' };
    expect(share(prod)).toEqual({ 'Fn::If': ['HasAuthorizerConcurrency', '100', noValue] });
    expect(condition(prod)).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['100', '0'] }] });
    expect(condition(dev)).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['0', '0'] }] });
    const others = functions.filter((name) => name !== 'Authorizer' && name !== 'Publish');
    for (const name of others)
      expect(properties(prod, `${name}LambdaFunction`)).not.toHaveProperty('ReservedConcurrentExecutions');
  });
});

describe('the table', () => {
  it('expires, can be restored, is encrypted, and outlives the stack in prod', () => {
    expect(dev.resources['ChatTable']).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    });
    expect(prod.resources['ChatTable']).toMatchObject({ DeletionPolicy: 'Retain' });
    expect(ofType(dev, 'AWS::DynamoDB::Table')).toHaveLength(1);
  });

  it('is encrypted with a key of the operator where one is named, which the functions may use through DynamoDB alone', () => {
    const managed = { SSEEnabled: true, SSEType: 'KMS' };
    const other = { 'Fn::If': ['HasManagedTableKey', managed, { Ref: 'AWS::NoValue' }] };
    const { SSESpecification } = properties(prod, 'ChatTable');
    expect(SSESpecification).toEqual({
      'Fn::If': ['HasTableKey', { ...managed, KMSMasterKeyId: KEY }, other],
    });
    const none = { 'Fn::Or': [{ 'Fn::Equals': [KEY, ''] }, { Condition: 'HasManagedTableKey' }] };
    expect(prod.conditions['HasTableKey']).toEqual({ 'Fn::Not': [none] });
    expect(prod.conditions['HasManagedTableKey']).toEqual({ 'Fn::Equals': [KEY, 'alias/aws/dynamodb'] });
    const policy = prod.resources['TableKeyPolicy'];
    expect(policy).toMatchObject({ Condition: 'HasTableKey' });
    expect(JSON.stringify(policy)).not.toContain('AuthorizerRole');
  });
});

describe('the queue of large rooms', () => {
  it('is there everywhere, and asked and fed in prod only: asking costs', () => {
    const name = 'BroadcastEventSourceMappingSQSBroadcastQueue';
    expect(properties(dev, name)).toMatchObject({ Enabled: false });
    expect(properties(prod, name)).toMatchObject({
      Enabled: true,
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 4 },
    });
    const queue = { BROADCAST_QUEUE_URL: { Ref: 'BroadcastQueue' } };
    expect(variables(prod, 'SendMessage')).toMatchObject(queue);
    expect(variables(prod, 'Broadcast')).toMatchObject({ CHAT_POSTS_PER_SECOND: '2000', ...queue });
  });

  it('gives a worker the time for a batch of full shards, even at half its pace, and to send them twice', () => {
    const { CHAT_BROADCAST_DEADLINE_MS, CHAT_POSTS_PER_SECOND } = variables(prod, 'Broadcast');
    const deadline = Number(CHAT_BROADCAST_DEADLINE_MS) / 1_000;
    const { BatchSize } = properties(prod, 'BroadcastEventSourceMappingSQSBroadcastQueue');
    const posts = Number(BatchSize) * LIMITS.membersPerShard;
    expect(deadline).toBeGreaterThan(posts / (Number(CHAT_POSTS_PER_SECOND) / 2));
    expect(2 * deadline).toBeLessThan(Number(properties(prod, 'BroadcastLambdaFunction')['Timeout']));
  });

  it('hands a notification out ten times, never while a worker may still be at it', () => {
    expect(properties(dev, 'BroadcastQueue')).toMatchObject({
      FifoQueue: true,
      VisibilityTimeout: 6 * Number(properties(dev, 'BroadcastLambdaFunction')['Timeout']),
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['BroadcastDeadLetters', 'Arn'] },
        maxReceiveCount: 10,
      },
    });
    expect(properties(dev, 'BroadcastDeadLetters')).toMatchObject({ FifoQueue: true });
  });
});

describe('the address', () => {
  it('is told as wss://', () => {
    expect(JSON.stringify(dev.outputs['ServiceEndpointWebsocket'])).toContain('wss://');
  });

  it('is a name of the operator where one is given', () => {
    expect(prod.resources['ChatDomain']).toMatchObject({
      Condition: 'HasDomain',
      Properties: { DomainName: 'chat.example.com' },
    });
    expect(prod.resources['ChatDomainMapping']).toMatchObject({
      Condition: 'HasDomain',
      Properties: { Stage: 'prod' },
    });
    expect(prod.conditions['HasDomain']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['chat.example.com', ''] }] });
    expect(dev.conditions['HasDomain']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['', ''] }] });
  });
});
