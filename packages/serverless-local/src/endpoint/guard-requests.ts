import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { RequestGuard, type LocalAccess } from '@serverless-ws/apigw-emulator';

/**
 * Puts a guard before the request listeners that a server has now: requests of web pages from elsewhere, under a foreign
 * host name, or with a malformed target end in 403 or 400 before any of them sees these. For engines that answer every
 * page, as dynalite does.
 * @example
 * ```ts
 * guardRequests(dynalite()).listen(8000, '127.0.0.1');
 * ```
 * @returns the same server
 */
export function guardRequests<S extends Server>(server: S, access: LocalAccess = {}): S {
  const guard = new RequestGuard(access);
  const guarded = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const refused = guard.refusal(request);
    if (refused === undefined) {
      for (const listener of guarded) Reflect.apply(listener, server, [request, response]);
      return;
    }
    response.on('error', () => response.destroy());
    // What is left of the body is read and dropped: a client that still writes would not see the response.
    request.resume();
    const body = `${refused.reason}\n`;
    response
      .writeHead(refused.status, {
        'Content-Type': 'text/plain',
        'Content-Length': body.length,
        Connection: 'close',
      })
      .end(body);
  });
  return server;
}
