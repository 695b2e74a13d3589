import { ServiceError } from '../service-error.js';
import type { DeployedAuthorizer, DeployedRoute } from './deployment.js';
import { at, type Variables } from './variables.js';

/** The functions of a file by name, as they stand there. */
export type Functions = ReadonlyMap<string, unknown>;

interface WebSocketEvent {
  readonly functionName: string;
  /** A route's name, or an object with `route` and more. */
  readonly event: unknown;
}

/** The routes of the WebSocket API, over all functions. */
export function deployedRoutes(functions: Functions, variables: Variables): readonly DeployedRoute[] {
  return webSocketEvents(functions, variables).map(({ functionName, event }) => ({
    key: String(typeof event === 'string' ? event : at(event, 'route')),
    functionName,
    routeResponse: at(event, 'routeResponseSelectionExpression') !== undefined,
  }));
}

/** The authorizer of `$connect`, if it has one. */
export function deployedAuthorizer(
  functions: Functions,
  variables: Variables,
): DeployedAuthorizer | undefined {
  const authorizer = webSocketEvents(functions, variables)
    .map(({ event }) => at(event, 'authorizer'))
    .find((found) => found !== undefined);
  if (authorizer === undefined) return undefined;
  const functionName = String(typeof authorizer === 'string' ? authorizer : at(authorizer, 'name'));
  if (!functions.has(functionName)) {
    const path = 'functions: the authorizer of $connect';
    throw new ServiceError('unknown_function', 'it names no function of this file', { path });
  }
  const source = at(authorizer, 'identitySource') ?? [];
  return {
    functionName,
    identitySource: Array.isArray(source) ? source.map(String) : [String(source)],
  };
}

function webSocketEvents(functions: Functions, variables: Variables): readonly WebSocketEvent[] {
  return [...functions].flatMap(([functionName, definition]) => {
    const events = variables.resolve(at(definition, 'events') ?? [], `functions.${functionName}.events`);
    return (Array.isArray(events) ? events : [])
      .map((event: unknown) => at(event, 'websocket'))
      .filter((event) => event !== undefined)
      .map((event) => ({ functionName, event }));
  });
}
