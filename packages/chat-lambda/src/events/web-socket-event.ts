/**
 * What the handlers read of a proxy event of a WebSocket API; the rest is ignored.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export interface WebSocketEvent {
  readonly requestContext: {
    readonly apiId: string;
    readonly connectionId: string;
    readonly requestId: string;
    readonly routeKey: string;
    /** Unlike the route key, nothing that a client sends can change it. */
    readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
    /** When the handshake began, in epoch milliseconds. */
    readonly connectedAt?: number;
    /** The context from the authorizer; every value is a string by now. */
    readonly authorizer?: Readonly<Record<string, unknown>>;
    /** Only on DISCONNECT. */
    readonly disconnectStatusCode?: number;
  };
  /** Only on CONNECT and DISCONNECT, and as the client spelled them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
}

/**
 * What the authorizer reads of its event.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export interface AuthorizerEvent {
  readonly methodArn: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: {
    readonly apiId: string;
    readonly connectionId: string;
    readonly requestId: string;
  };
}

/** The response of a proxy integration. On a message route `body` is sent to the client, by the route response. */
export interface ProxyResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
