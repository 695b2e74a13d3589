import { chosen, documented, observed, ofRest, others, pages, type Rule } from './rule-list.js';

const forbidden = 'https://github.com/aws-samples/simple-websockets-chat-app/issues/24';
const serverError =
  'https://github.com/dherault/serverless-offline/blob/master/tests/manual/websocket/main/test/e2e/ws.e2e.js (runs against AWS)';

/** Messages from clients, and what comes back. */
export const messageRules: readonly Rule[] = [
  documented('route-key', pages.routes, 'selects the route by the expression over the message'),
  documented('route-default', pages.routes, 'routes messages that match no route to `$default`'),
  documented(
    'route-not-json',
    pages.overview,
    'routes messages that are not JSON, even empty ones, to `$default`',
  ),
  observed(
    'route-none',
    forbidden,
    'sends a `Forbidden` frame where no route matches and there is no `$default`',
    'silence',
  ),
  chosen(
    'route-predefined',
    'only the gateway calls them',
    'never lets a message call `$connect` or `$disconnect`',
    'calls them',
  ),
  documented(
    'route-response',
    pages.routeResponse,
    'sends the body back where the route has a route response',
  ),
  documented('route-response-off', pages.routeResponse, 'sends nothing back where it has none'),
  observed(
    'integration-throws',
    serverError,
    'sends an `Internal server error` frame with connectionId and requestId where the integration throws',
    'with a constant requestId',
  ),
  documented(
    'integration-malformed',
    ofRest(pages.proxyIntegration),
    'sends the same frame where the integration returns no proxy response',
    'sends nothing, or the frame where the integration returns nothing',
  ),
  documented(
    'integration-timeout',
    pages.quotas,
    'sends an `Endpoint request timed out` frame after 29 s',
    'waits as long as the function may run',
  ),
  chosen(
    'concurrency',
    'AWS guarantees no order',
    'invokes the messages of one connection without waiting for each other',
  ),
  documented('frame-size', pages.quotas, 'closes with 1009 on a frame over 32 KB', 'accepts up to 100 MB'),
  documented('frame-size-exact', pages.quotas, 'accepts a frame of exactly 32 KB'),
  documented(
    'message-size',
    pages.quotas,
    'closes with 1009 on a message over 128 KB in small frames',
    'accepts up to 100 MB',
  ),
  documented('message-size-exact', pages.quotas, 'accepts a message of exactly 128 KB in frames of 32 KB'),
  chosen(
    'fragments',
    'some limit is needed',
    'accepts a message of 128 KB byte by byte, and closes with 1008 on more than 131,072 fragments',
    'closes on more than 16,384',
  ),
  documented(
    'binary',
    pages.binary,
    'closes with 1003 on a binary message',
    'passes it to the route, as a Buffer',
  ),
  documented('unmasked', `${others.rfc6455}#section-5.1`, 'closes with 1002 on an unmasked frame'),
  documented('invalid-utf8', `${others.rfc6455}#section-8.1`, 'closes with 1007 on text that is not UTF-8'),
  documented(
    'ping',
    `${others.rfc6455}#section-5.5.2`,
    'responds to a ping with a pong, and invokes nothing',
  ),
  documented(
    'message-quota',
    pages.accountQuotas,
    'sends a `Too Many Requests` frame over the account’s rate',
    'no quota',
  ),
  documented(
    'event-accepted',
    others.asyncInvocation,
    'accepts an `Event` invocation at once and ignores its response',
    'always waits',
  ),
  documented(
    'event-retries',
    others.asyncInvocation,
    'runs a failed `Event` again after one and after two more minutes',
    'never',
  ),
  documented('event-age', others.asyncInvocation, 'gives an event up after its maximum age', 'never'),
];
