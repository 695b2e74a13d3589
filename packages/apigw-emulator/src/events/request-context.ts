import type { Identity } from '../connections/identity.js';

/** The result of a Lambda authorizer, as later events of the connection carry it: strings only, except the latency. */
export type AuthorizerContext = Readonly<Record<string, string | number>> & { readonly principalId: string };

/**
 * `event.requestContext` as AWS fills it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export interface RequestContext {
  readonly routeKey: string;
  readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
  readonly extendedRequestId: string;
  /** Common log format: `19/Jan/2023:21:13:26 +0000`. */
  readonly requestTime: string;
  readonly messageDirection: 'IN';
  readonly stage: string;
  /** Milliseconds since the epoch. */
  readonly connectedAt: number;
  /** Milliseconds since the epoch. */
  readonly requestTimeEpoch: number;
  readonly identity: Identity;
  readonly requestId: string;
  readonly domainName: string;
  readonly connectionId: string;
  readonly apiId: string;
  /** Only with an authorizer. */
  readonly authorizer?: AuthorizerContext;
  /** Only on MESSAGE. */
  readonly messageId?: string;
  /** Only on DISCONNECT. */
  readonly disconnectStatusCode?: number;
  /** Only on DISCONNECT. */
  readonly disconnectReason?: string;
}
