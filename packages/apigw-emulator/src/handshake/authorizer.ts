import type { Connection } from '../connections/connection.js';
import type { EventFactory, HandshakeMaps } from '../events/event-factory.js';
import type { AuthorizerEvent } from '../events/gateway-event.js';
import type { AuthorizerContext } from '../events/request-context.js';
import type { Clock } from '../clock.js';
import type { InvocationContext } from '../invocation/invocation-context.js';
import type { Invoker } from '../invocation/invoker.js';
import type { Limits } from '../limits.js';
import { readAuthorizerResult } from './authorizer-result.js';
import { hasIdentitySource } from './identity-source.js';
import { evaluatePolicy } from './policy.js';
import { rejections, type Rejection } from './rejection.js';

/** A Lambda REQUEST authorizer, on `$connect` only, as on AWS. */
export interface Authorizer {
  /** Returns `{principalId, policyDocument, context?}`; throws `Error('Unauthorized')` for a 401. */
  invoke(event: AuthorizerEvent, context: InvocationContext): unknown;
  /** All required, else 401 without call: `route.request.header.X`, `route.request.querystring.X`, … Default: none. */
  readonly identitySource?: readonly string[];
  /** Milliseconds, at most (and by default) the 29 s of AWS. */
  readonly timeoutMs?: number;
}

/** Calls the authorizer for one handshake. */
export class Authorization {
  readonly #events: EventFactory;
  readonly #invoker: Invoker;
  readonly #clock: Clock;
  readonly #limits: Limits;

  constructor(events: EventFactory, invoker: Invoker, clock: Clock, limits: Limits) {
    this.#events = events;
    this.#invoker = invoker;
    this.#clock = clock;
    this.#limits = limits;
  }

  /**
   * The context that every later event carries, or why the handshake is rejected.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
   */
  async decide(
    authorizer: Authorizer,
    connection: Connection,
    handshake: HandshakeMaps,
  ): Promise<{ readonly context: AuthorizerContext } | { readonly rejection: Rejection }> {
    const event = this.#events.authorizer(connection, handshake);
    const sources = authorizer.identitySource ?? [];
    if (!sources.every((source) => hasIdentitySource(event, source)))
      return { rejection: rejections.unauthorized };
    const startedAt = this.#clock.now();
    const invocation = await this.#invoker.invoke({
      target: 'authorizer',
      connectionId: connection.id,
      handler: (given: AuthorizerEvent, context: InvocationContext) => authorizer.invoke(given, context),
      event,
      timeoutMs: Math.min(authorizer.timeoutMs ?? Infinity, this.#limits.integrationTimeoutMs),
    });
    if (invocation.outcome === 'failed' && isUnauthorized(invocation.error))
      return { rejection: rejections.unauthorized };
    if (invocation.outcome !== 'answered') return { rejection: rejections.authorizerFailed };
    const result = readAuthorizerResult(invocation.answer, this.#limits.authorizerResultBytes);
    if (!result) return { rejection: rejections.authorizerFailed };
    const rejection = verdictRejection(result.policyDocument, event.methodArn);
    if (rejection) return { rejection };
    const { principalId, context } = result;
    return { context: { ...context, principalId, integrationLatency: this.#clock.now() - startedAt } };
  }
}

function isUnauthorized(error: unknown): boolean {
  return error === 'Unauthorized' || (error instanceof Error && error.message === 'Unauthorized');
}

function verdictRejection(policyDocument: unknown, methodArn: string): Rejection | undefined {
  switch (evaluatePolicy(policyDocument, 'execute-api:Invoke', methodArn)) {
    case 'allow':
      return undefined;
    case 'explicitDeny':
      return rejections.explicitlyDenied;
    case 'implicitDeny':
      return rejections.denied;
    case 'malformed':
      return rejections.authorizerFailed;
  }
}
