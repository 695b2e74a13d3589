import type { AuthorizerEvent } from '../events/gateway-event.js';

const form = /^(?:route\.request\.(header|querystring)|(context|stageVariables))\.([\w.-]+)$/;

/** @throws TypeError naming the source, where it is not one of AWS's four forms */
export function checkIdentitySource(source: string): void {
  if (form.test(source)) return;
  throw new TypeError(
    `identitySource "${source}" is not route.request.header.X, route.request.querystring.X, context.X or stageVariables.X`,
  );
}

/**
 * Whether a source is present and not empty; AWS requires all of them before it calls the authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function hasIdentitySource(event: AuthorizerEvent, source: string): boolean {
  const [, request, other, name = ''] = form.exec(source) ?? [];
  if (request === 'header') {
    return Object.entries(event.headers).some(
      ([header, value]) => header.toLowerCase() === name.toLowerCase() && value !== '',
    );
  }
  const origin = request
    ? event.queryStringParameters
    : other === 'context'
      ? event.requestContext
      : event.stageVariables;
  const path = other === 'context' ? name.split('.') : [name];
  const value = path.reduce<unknown>(own, origin);
  return value !== undefined && value !== '';
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
