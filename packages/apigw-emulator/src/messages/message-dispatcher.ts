import type { OpenConnection } from '../connections/open-connection.js';
import type { Deployment } from '../deployment.js';
import type { EventFactory } from '../events/event-factory.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { Invoker } from '../invocation/invoker.js';
import { parseProxyResponse } from '../invocation/proxy-response.js';
import type { Limits } from '../limits.js';

/** Takes a client's message to its route and, where the route has a response, the answer back. */
export class MessageDispatcher {
  constructor(
    private readonly deployment: Deployment,
    private readonly events: EventFactory,
    private readonly invoker: Invoker,
    private readonly limits: Limits,
    private readonly logger: GatewayLogger,
  ) {}

  /**
   * Never rejects. Messages of one connection are invoked as they come, without waiting for each other, as on AWS.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
   */
  async dispatch(connection: OpenConnection, text: string): Promise<void> {
    const match = this.deployment.match(text);
    const event = this.events.message(connection, match?.key ?? '$default', text);
    const { requestId } = event.requestContext;
    const answer = (message: string): void =>
      connection.send(JSON.stringify({ message, connectionId: connection.id, requestId }));
    if (!match) return answer('Forbidden');
    const { key, route } = match;
    const timeoutMs = Math.min(route.timeoutMs ?? Infinity, this.limits.integrationTimeoutMs);
    const invocation = await this.invoker.invoke(route.invoke, event, timeoutMs);
    if (invocation.outcome === 'timedOut') return answer('Endpoint request timed out');
    const response = invocation.outcome === 'answered' ? parseProxyResponse(invocation.answer) : undefined;
    if (!response) {
      const error = invocation.outcome === 'failed' ? invocation.error : 'malformed proxy response';
      this.logger({ event: 'integration failed', routeKey: key, connectionId: connection.id, error });
      return answer('Internal server error');
    }
    if (route.routeResponse && response.body) connection.send(response.body);
  }
}
