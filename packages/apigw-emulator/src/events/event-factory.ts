import { newConnectionId } from '../connections/connection-id.js';
import type { Connection } from '../connections/connection.js';
import type {
  AuthorizerEvent,
  ConnectEvent,
  DisconnectEvent,
  MessageEvent,
  MultiMaps,
  QueryMaps,
} from './gateway-event.js';
import { headerMaps } from './header-maps.js';
import type { RequestContext } from './request-context.js';
import { requestTime } from './request-time.js';

/** The constant part of every event of one API. */
export interface ApiDescription {
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  /** Host and port of the URL; known once the gateway listens. */
  readonly domainName: () => string;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** The client's request, as an event carries it. */
export type HandshakeMaps = MultiMaps & QueryMaps;

/** Creates events in the exact shape of AWS. */
export class EventFactory {
  readonly #api: ApiDescription;
  readonly #now: () => number;

  constructor(api: ApiDescription, now: () => number) {
    this.#api = api;
    this.#now = now;
  }

  authorizer(connection: Connection, handshake: HandshakeMaps): AuthorizerEvent {
    return {
      type: 'REQUEST',
      methodArn: this.methodArn(),
      ...withContentLength(handshake),
      queryStringParameters: handshake.queryStringParameters ?? {},
      multiValueQueryStringParameters: handshake.multiValueQueryStringParameters ?? {},
      stageVariables: this.#api.stageVariables,
      requestContext: this.#context(connection, '$connect', 'CONNECT'),
    };
  }

  connect(connection: Connection, handshake: HandshakeMaps): ConnectEvent {
    const requestContext = this.#context(connection, '$connect', 'CONNECT');
    const withoutHops = {
      headers: withoutHopByHop(handshake.headers),
      multiValueHeaders: withoutHopByHop(handshake.multiValueHeaders),
    };
    return {
      ...handshake,
      ...withoutHops,
      ...this.#stageVariables(),
      requestContext,
      isBase64Encoded: false,
    };
  }

  message(connection: Connection, routeKey: string, body: string): MessageEvent {
    const requestContext = {
      ...this.#context(connection, routeKey, 'MESSAGE'),
      messageId: newConnectionId(),
    };
    return { ...this.#stageVariables(), requestContext, body, isBase64Encoded: false };
  }

  disconnect(connection: Connection, statusCode: number, reason: string): DisconnectEvent {
    const requestContext = {
      ...this.#context(connection, '$disconnect', 'DISCONNECT'),
      disconnectStatusCode: statusCode,
      disconnectReason: reason,
    };
    const sent = ['Host', this.#api.domainName(), 'x-api-key', '', 'X-Forwarded-For', '', 'x-restapi', ''];
    return { ...headerMaps(sent), ...this.#stageVariables(), requestContext, isBase64Encoded: false };
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html */
  methodArn(): string {
    const { region, accountId, apiId, stage } = this.#api;
    return `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/$connect`;
  }

  #stageVariables(): { stageVariables?: Readonly<Record<string, string>> } {
    const { stageVariables } = this.#api;
    return Object.keys(stageVariables).length > 0 ? { stageVariables } : {};
  }

  #context(connection: Connection, routeKey: string, eventType: RequestContext['eventType']): RequestContext {
    const now = this.#now();
    const requestId = newConnectionId();
    return {
      routeKey,
      eventType,
      extendedRequestId: requestId,
      requestTime: requestTime(now),
      messageDirection: 'IN',
      stage: this.#api.stage,
      connectedAt: connection.connectedAt,
      requestTimeEpoch: now,
      identity: connection.identity,
      requestId,
      domainName: this.#api.domainName(),
      connectionId: connection.id,
      apiId: this.#api.apiId,
      ...(connection.authorizer ? { authorizer: connection.authorizer } : {}),
    };
  }
}

/** The authorizer sees the length of the request's body, which a handshake lacks, in AWS's own spelling. */
function withContentLength({ headers, multiValueHeaders }: MultiMaps): MultiMaps {
  if (Object.keys(headers).some((name) => name.toLowerCase() === 'content-length'))
    return { headers, multiValueHeaders };
  return {
    headers: { ...headers, 'content-length': '0' },
    multiValueHeaders: { ...multiValueHeaders, 'content-length': ['0'] },
  };
}

/** `$connect` does not see `Connection` and `Upgrade`; the authorizer does. Observed in events of both kinds from AWS. */
function withoutHopByHop<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(connection|upgrade)$/i.test(name)),
  );
}
