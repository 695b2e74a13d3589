import type { GatewayEvent } from '../events/gateway-event.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { Limits } from '../limits.js';
import type { Route } from '../routing/routes.js';
import type { AsyncQueue } from './async-queue.js';
import type { Call, Invoker } from './invoker.js';
import { parseProxyResponse, type ProxyResponse } from './proxy-response.js';

/** The result of an integration. */
export type RouteOutcome =
  | { readonly outcome: 'answered'; readonly response: ProxyResponse }
  /** An asynchronous invocation was accepted. */
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'timedOut' }
  /** It threw, or returned no proxy response. */
  | { readonly outcome: 'failed' };

/** Lambda's own limit, for asynchronous invocations. */
const maxFunctionMs = 15 * 60_000;

/** Invokes the integration of a route, synchronously or asynchronously. */
export class RouteInvoker {
  readonly #invoker: Invoker;
  readonly #queue: AsyncQueue;
  readonly #limits: Limits;
  readonly #logger: GatewayLogger;

  constructor(invoker: Invoker, queue: AsyncQueue, limits: Limits, logger: GatewayLogger) {
    this.#invoker = invoker;
    this.#queue = queue;
    this.#limits = limits;
    this.#logger = logger;
  }

  /** Never rejects. */
  async invoke(route: Route, event: GatewayEvent): Promise<RouteOutcome> {
    const { routeKey: target, connectionId } = event.requestContext;
    const { integrationTimeoutMs } = this.#limits;
    const handler: Call<GatewayEvent>['handler'] = (given, context) => route.invoke(given, context);
    const call = { target, connectionId, event, handler };
    if (route.invocationType === 'Event') {
      const timeoutMs = Math.min(route.timeoutMs ?? integrationTimeoutMs, maxFunctionMs);
      this.#queue.enqueue({ ...call, timeoutMs }, route.asynchronous ?? {});
      return { outcome: 'accepted' };
    }
    const timeoutMs = Math.min(route.timeoutMs ?? integrationTimeoutMs, integrationTimeoutMs);
    const invocation = await this.#invoker.invoke({ ...call, timeoutMs });
    const response = invocation.outcome === 'answered' ? parseProxyResponse(invocation.answer) : undefined;
    if (response) return { outcome: 'answered', response };
    const error = invocation.outcome === 'failed' ? invocation.error : undefined;
    const outcome = invocation.outcome === 'timedOut' ? 'timedOut' : 'failed';
    this.#logger({ event: 'integration failed', routeKey: target, connectionId, outcome, error });
    return { outcome };
  }
}
