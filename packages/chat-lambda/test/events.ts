import type { AuthorizerEvent, WebSocketEvent } from '../src/events/web-socket-event.js';

/** The id of the API that all events come from, unless they say otherwise. */
export const API_ID = 'abcdef1234';

const CONTEXT = {
  extendedRequestId: 'HzgzVHZpIAMFWbg=',
  requestTime: '22/Nov/2026:17:00:00 +0000',
  messageDirection: 'IN',
  stage: 'dev',
  connectedAt: 1_795_366_800_000,
  requestTimeEpoch: 1_795_366_800_001,
  identity: { sourceIp: '203.0.113.7' },
  requestId: 'HzgzVHZpIAMFWbg=',
  domainName: 'abcdef1234.execute-api.eu-central-1.amazonaws.com',
  apiId: API_ID,
} as const;

/** The fields in which the events of the tests may differ. */
export interface EventOptions {
  readonly connectionId?: string;
  readonly authorizer?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const many = (headers: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

const authorizerOf = ({ authorizer }: EventOptions): object =>
  authorizer === undefined ? {} : { authorizer: { principalId: 'x', integrationLatency: 12, ...authorizer } };

/** The handshake, as the authorizer sees it. */
export function authorizerEvent(
  headers: Readonly<Record<string, string>>,
  queryStringParameters: Readonly<Record<string, string>> = {},
): AuthorizerEvent & { readonly type: 'REQUEST' } {
  return {
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/dev/$connect',
    headers: { Host: CONTEXT.domainName, ...headers },
    multiValueHeaders: { Host: [CONTEXT.domainName], ...many(headers) },
    queryStringParameters,
    requestContext: {
      ...CONTEXT,
      ...{ routeKey: '$connect', eventType: 'CONNECT' },
      connectionId: 'conn-1=',
    },
  };
}

/** The handshake, as `$connect` sees it. */
export function connectEvent(options: EventOptions = {}): WebSocketEvent {
  const { connectionId = 'conn-1=', headers = {} } = options;
  return {
    headers: { Host: CONTEXT.domainName, ...headers },
    multiValueHeaders: { Host: [CONTEXT.domainName], ...many(headers) },
    requestContext: {
      ...CONTEXT,
      ...authorizerOf(options),
      routeKey: '$connect',
      eventType: 'CONNECT',
      connectionId,
    },
  };
}

/** The end, as `$disconnect` sees it: without the authorizer context. */
export function disconnectEvent({ connectionId = 'conn-1=' }: EventOptions = {}): WebSocketEvent {
  return {
    headers: { Host: CONTEXT.domainName, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
    requestContext: {
      ...CONTEXT,
      routeKey: '$disconnect',
      eventType: 'DISCONNECT',
      connectionId,
      disconnectStatusCode: 1001,
    },
  };
}

/** A frame; what is no string is sent as JSON. */
export function frameEvent(frame: unknown, options: EventOptions = {}): WebSocketEvent {
  const { connectionId = 'conn-1=' } = options;
  const routeKey =
    typeof frame === 'object' && frame !== null && 'action' in frame ? String(frame.action) : '$default';
  return {
    requestContext: { ...CONTEXT, ...authorizerOf(options), routeKey, eventType: 'MESSAGE', connectionId },
    body: typeof frame === 'string' ? frame : JSON.stringify(frame),
  };
}
