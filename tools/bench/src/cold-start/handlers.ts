import jwt from 'jsonwebtoken';

/** What a handler is called with, and how to see that it did its work. */
export interface HandlerCall {
  /** The bundle, without `.mjs`. */
  readonly name: string;
  readonly event: unknown;
  /** Found in its answer. */
  readonly proof: string;
}

/** A secret that is long enough. */
export const SECRET = 'a secret that only this benchmark knows';

/** The API that the events are of. */
export const API_ID = 'a1b2c3';

/** The connection that the events are of. */
export const CONNECTION_ID = 'L0SM9cOFvHcCIhw=';

/** No handlers, but what the smallest of them could be: one read of the connection. Sources are in `floors`. */
export const FLOORS: readonly HandlerCall[] = ['one-read-by-http', 'one-read-minimal', 'one-read-sdk'].map(
  (name) => ({ name, event: {}, proof: 'Dev User' }),
);

const identity = JSON.stringify({ userId: '123', name: 'Dev User', roles: ['admin'], expiresAt: null });

function event(eventType: string, routeKey: string, frame?: object): unknown {
  return {
    requestContext: {
      apiId: API_ID,
      connectionId: CONNECTION_ID,
      requestId: 'r1',
      eventType,
      routeKey,
      ...(frame === undefined ? { connectionId: 'another=' } : {}),
      authorizer: { identity },
    },
    headers: {},
    ...(frame === undefined ? {} : { body: JSON.stringify(frame) }),
  };
}

/** A first event for every function. */
export function handlerCalls(): readonly HandlerCall[] {
  const token = jwt.sign({ sub: '123', name: 'Dev User', roles: ['admin'] }, SECRET);
  const authorizer = {
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:eu-west-1:123456789012:${API_ID}/prod/$connect`,
    headers: { Authorization: token },
    requestContext: { apiId: API_ID, connectionId: 'another=', requestId: 'r1' },
  };
  return [
    { name: 'authorizer', event: authorizer, proof: '"Allow"' },
    { name: 'connection', event: event('CONNECT', '$connect'), proof: '"statusCode":200' },
    { name: 'default', event: event('MESSAGE', 'ping', { action: 'ping' }), proof: 'pong' },
    {
      name: 'room',
      event: event('MESSAGE', 'joinRoom', { action: 'joinRoom', room: 'lobby' }),
      proof: 'joined',
    },
    {
      name: 'send-message',
      event: event('MESSAGE', 'sendMessage', { action: 'sendMessage', text: 'hello' }),
      proof: 'ack',
    },
  ];
}
