import type { RequestContext } from './request-context.js';

/** A single value for each name, and all values. */
export interface MultiMaps {
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
}

/** The query of the handshake; both absent where there was none. */
export interface QueryMaps {
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
}

interface ProxyEvent {
  readonly requestContext: RequestContext;
  readonly isBase64Encoded: false;
  /** Absent where the stage has none. */
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** What `$connect` receives. Header names keep the client's case. */
export interface ConnectEvent extends ProxyEvent, MultiMaps, QueryMaps {}

/** What every message route receives: no headers, no query. */
export interface MessageEvent extends ProxyEvent {
  readonly body: string;
}

/** What `$disconnect` receives. */
export interface DisconnectEvent extends ProxyEvent, MultiMaps {}

/** Any event of a Lambda proxy integration of a WebSocket API. */
export type GatewayEvent = ConnectEvent | MessageEvent | DisconnectEvent;

/**
 * What a REQUEST authorizer receives.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export interface AuthorizerEvent extends MultiMaps, Required<QueryMaps> {
  readonly type: 'REQUEST';
  /** Ends in `/$connect`. */
  readonly methodArn: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly requestContext: RequestContext;
}
