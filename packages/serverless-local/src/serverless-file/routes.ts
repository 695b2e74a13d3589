import type { DeployedAuthorizer, DeployedRoute } from './deployment.js';
import { at, type Variables } from './variables.js';

interface WebSocketEvent {
  readonly functionName: string;
  /** A route's name, or an object with `route` and more. */
  readonly event: unknown;
}

/** The routes of the WebSocket API, over all functions. */
export function deployedRoutes(functions: unknown, variables: Variables): readonly DeployedRoute[] {
  return webSocketEvents(functions, variables).map(({ functionName, event }) => ({
    key: String(typeof event === 'string' ? event : at(event, 'route')),
    functionName,
    routeResponse: at(event, 'routeResponseSelectionExpression') !== undefined,
  }));
}

/** The authorizer of `$connect`, if it has one. */
export function deployedAuthorizer(functions: unknown, variables: Variables): DeployedAuthorizer | undefined {
  const authorizer = webSocketEvents(functions, variables)
    .map(({ event }) => at(event, 'authorizer'))
    .find((found) => found !== undefined);
  if (authorizer === undefined) return undefined;
  if (typeof authorizer === 'string') return { functionName: authorizer, identitySource: [] };
  const source = at(authorizer, 'identitySource') ?? [];
  return {
    functionName: String(at(authorizer, 'name')),
    identitySource: Array.isArray(source) ? source.map(String) : [String(source)],
  };
}

function webSocketEvents(functions: unknown, variables: Variables): readonly WebSocketEvent[] {
  return Object.entries(functions ?? {}).flatMap(([functionName, definition]) => {
    const events = variables.resolve(at(definition, 'events') ?? [], `functions.${functionName}.events`);
    return (Array.isArray(events) ? events : [])
      .map((event: unknown) => at(event, 'websocket'))
      .filter((event) => event !== undefined)
      .map((event) => ({ functionName, event }));
  });
}
