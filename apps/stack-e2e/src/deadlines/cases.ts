import { DEPLOYED } from '../locked/deployed-values.js';

/** A call of one function. */
export interface Call {
  readonly name: string;
  readonly event: unknown;
  /** What it responds where its store cannot; else it says what it says in health. */
  readonly designed: unknown;
}

const identity = JSON.stringify({ userId: 'ada', name: 'Ada', roles: ['admin'], expiresAt: null });
const unavailable = { statusCode: 200, body: { type: 'error', code: 'unavailable', retryable: true } };

function event(eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT', routeKey: string, body?: object): unknown {
  return {
    ...{ headers: {}, requestContext: context(eventType, routeKey) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

function context(eventType: string, routeKey: string): object {
  const authorizer = { principalId: 'ada', identity };
  const apiId = DEPLOYED['WebsocketsApi'];
  return { apiId, stage: 'dev', eventType, routeKey, connectionId: 'ada=', requestId: 'r1', authorizer };
}

const frame = (name: string, body: { readonly action: string }): Call => ({
  name,
  event: event('MESSAGE', body.action, body),
  designed: unavailable,
});

/** What makes the connection that the frames come from. */
export const opened = event('CONNECT', '$connect');

/** A token of an issuer whose keys nothing has looked up yet. */
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = [part({ alg: 'RS256', typ: 'JWT', kid: 'k1' }), part({ sub: 'ada' }), 'c2lnbmF0dXJl'].join('.');

const job = { room: 'lobby', shard: 0, epoch: 'e1', seqs: [1] };
const record = {
  ...{ messageId: 'm1', receiptHandle: 'r1', body: JSON.stringify(job) },
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1795366800000' },
};

/** One call of every function that has anything to wait for. */
export const CALLS: readonly Call[] = [
  {
    name: 'authorizer',
    event: {
      ...{ type: 'REQUEST', methodArn: 'arn', headers: { Authorization: token } },
      requestContext: context('CONNECT', '$connect'),
    },
    designed: { rejected: 'The key cannot be looked up now.' },
  },
  { name: 'connection', event: opened, designed: { statusCode: 503 } },
  frame('sendMessage', { action: 'sendMessage', ...{ text: 'hi', clientMessageId: 'c1' } }),
  frame('room', { action: 'joinRoom', ...{ room: 'tea' } }),
  frame('presence', { action: 'who' }),
  frame('userRooms', { action: 'listRooms' }),
  frame('messageChanges', { action: 'editMessage', ...{ text: 'hi', seq: 1, id: 'm1' } }),
  {
    name: 'publish',
    event: { messages: [{ text: 'hi', as: { id: 'orders', name: 'Orders' }, clientMessageId: 'c1' }] },
    designed: { results: [{ error: { code: 'unavailable', retryable: true } }] },
  },
  frame('moderation', { action: 'kick', ...{ userId: 'eve' } }),
  frame('default', { action: 'ping' }),
  ...['broadcast', 'broadcastBusy', 'events'].map((name) => ({
    name,
    event: { Records: [record] },
    designed: { batchItemFailures: [{ itemIdentifier: 'm1' }] },
  })),
];
