import type { Connection } from '../connections/connection.js';
import type { EventFactory, HandshakeMaps } from '../events/event-factory.js';
import type { AuthorizerEvent } from '../events/gateway-event.js';
import type { AuthorizerContext } from '../events/request-context.js';
import type { Clock } from '../clock.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { InvocationContext } from '../invocation/invocation-context.js';
import type { Invocation, Invoker } from '../invocation/invoker.js';
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
  readonly #logger: GatewayLogger;

  constructor(events: EventFactory, invoker: Invoker, clock: Clock, limits: Limits, logger: GatewayLogger) {
    this.#events = events;
    this.#invoker = invoker;
    this.#clock = clock;
    this.#limits = limits;
    this.#logger = logger;
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
    if (invocation.outcome !== 'answered') return this.#failed(connection, invocation);
    const result = readAuthorizerResult(invocation.answer, this.#limits.authorizerResultBytes);
    if (!result) return this.#failed(connection, { outcome: 'malformed' });
    const rejection = verdictRejection(result.policyDocument, event.methodArn);
    if (rejection === rejections.authorizerFailed) return this.#failed(connection, { outcome: 'malformed' });
    if (rejection) return { rejection };
    const { principalId, context } = result;
    return { context: { ...context, principalId, integrationLatency: this.#clock.now() - startedAt } };
  }

  /** Logs what is a fault of the authorizer rather than its verdict: the client learns no more than the status 500. */
  #failed(
    { id: connectionId }: Connection,
    failure: Exclude<Invocation, { outcome: 'answered' }> | { readonly outcome: 'malformed' },
  ): { readonly rejection: Rejection } {
    const error = failure.outcome === 'failed' ? failure.error : undefined;
    this.#logger({ event: 'authorizer failed', connectionId, outcome: failure.outcome, error });
    return { rejection: rejections.authorizerFailed };
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
