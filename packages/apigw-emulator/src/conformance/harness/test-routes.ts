import type { Route } from '../../routing/routes.js';

/** A route that always returns this. */
export function answering(response: unknown): Route {
  return { invoke: () => response };
}

/** A route that returns status 200 and nothing else. */
export const ok: Route = answering({ statusCode: 200 });

/** A route that sends this body back. */
export function replying(body: string): Route {
  return { invoke: () => ({ statusCode: 200, body }), routeResponse: true };
}

/** A route that sends the message back. */
export const echo: Route = {
  invoke: (event) => ({ statusCode: 200, body: 'body' in event ? event.body : '' }),
  routeResponse: true,
};

/** A route whose handler throws. */
export const throwing: Route = {
  invoke: () => {
    throw new Error('the handler failed');
  },
};

/** A route whose handler never returns. */
export const never: Route = { invoke: () => new Promise(() => undefined) };
