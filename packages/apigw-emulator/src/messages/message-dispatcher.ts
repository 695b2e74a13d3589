import type { OpenConnection } from '../connections/open-connection.js';
import type { Deployment } from '../deployment.js';
import type { EventFactory } from '../events/event-factory.js';
import type { RouteInvoker } from '../invocation/route-invoker.js';
import type { AccountThrottle } from '../quotas/account-throttle.js';

/** Passes a client's message to its route and, where the route has a response, sends it back. */
export class MessageDispatcher {
  readonly #deployment: Deployment;
  readonly #events: EventFactory;
  readonly #routes: RouteInvoker;
  readonly #throttle: AccountThrottle;

  constructor(deployment: Deployment, events: EventFactory, routes: RouteInvoker, throttle: AccountThrottle) {
    this.#deployment = deployment;
    this.#events = events;
    this.#routes = routes;
    this.#throttle = throttle;
  }

  /**
   * Never rejects. Messages of one connection are invoked as they arrive, without waiting for each other, as on AWS.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
   */
  async dispatch(connection: OpenConnection, text: string): Promise<void> {
    const match = this.#deployment.match(text);
    const event = this.#events.message(connection, match?.key ?? '$default', text);
    const { requestId } = event.requestContext;
    const complain = (message: string): void =>
      connection.send(JSON.stringify({ message, connectionId: connection.id, requestId }));
    if (!this.#throttle.admitsRequest()) return complain('Too Many Requests');
    if (!match) return complain('Forbidden');
    const result = await this.#routes.invoke(match.route, event);
    if (result.outcome === 'timedOut') return complain('Endpoint request timed out');
    if (result.outcome === 'failed') return complain('Internal server error');
    if (result.outcome === 'accepted' || !match.route.routeResponse) return;
    if (result.response.body) connection.send(result.response.body);
  }
}
