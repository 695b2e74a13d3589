import { chosen, documented, observed, ofRest, others, pages, type Rule } from './rule-list.js';

const architect = 'https://github.com/architect/sandbox/blob/main/src/http/register-websocket/upgrade.js';
const otherPath = 'https://github.com/aws/aws-sdk-php/issues/1955';

/** From the upgrade request to the open connection. */
export const handshakeRules: readonly Rule[] = [
  documented(
    'stage-path',
    pages.overview,
    'serves a stage at `/{stage}` (a trailing slash is allowed)',
    'at any path',
  ),
  observed('other-path', otherPath, 'rejects any other path with 403', 'accepts it'),
  chosen(
    'plain-http',
    'AWS does not document its status',
    'responds to plain HTTP on the stage with 403',
    '426',
  ),
  documented(
    'bad-upgrade',
    `${others.rfc6455}#section-4.2.1`,
    'rejects a malformed upgrade with 400 and runs nothing for it',
    'runs nothing, 400 or 405',
  ),
  chosen(
    'pipelined-upgrade',
    'its responses would overtake each other',
    'disconnects a client that requests an upgrade before the response to an earlier request',
    'upgrades all the same',
  ),
  chosen(
    'header-size',
    'Node’s own limit; AWS does not document its own',
    'responds with 431 to headers over 16 KB',
  ),
  documented('url-length', pages.quotas, 'rejects a URL over 4,096 characters', 'no limit but Node’s'),
  documented(
    'connect-pending',
    pages.connectDisconnect,
    'keeps the upgrade pending until `$connect` has returned',
  ),
  documented(
    'connect-optional',
    pages.connectDisconnect,
    'accepts every client where there is no `$connect` route',
    'rejects the handshake with 502',
  ),
  documented(
    'connect-refuses',
    pages.subprotocol,
    'rejects the handshake with the status of a non-2xx `$connect`',
  ),
  observed('connect-throws', architect, 'rejects the handshake with 502 where `$connect` throws'),
  documented(
    'connect-malformed',
    ofRest(pages.proxyIntegration),
    'rejects the handshake with 502 where `$connect` returns no proxy response',
    '401 or 502',
  ),
  documented(
    'connect-timeout',
    ofRest(pages.gatewayResponses),
    'rejects the handshake with 504 where `$connect` takes over 29 s',
    'waits as long as the function may run',
  ),
  documented(
    'subprotocol',
    pages.subprotocol,
    'responds with the subprotocol that `$connect` returned',
    'always the first that the client offers',
  ),
  documented(
    'subprotocol-none',
    pages.subprotocol,
    'selects no subprotocol where `$connect` returned none',
    'always the first that the client offers',
  ),
  chosen(
    'subprotocol-invalid',
    'the value of this header must be a token',
    'rejects the handshake with 502 where `$connect` returned a subprotocol that is not a token',
    'ignores it',
  ),
  chosen('no-compression', 'no page mentions an extension', 'negotiates no compression'),
  documented(
    'connection-quota',
    pages.quotas,
    'responds with 429 over 500 new connections a second',
    'no quota',
  ),
  chosen(
    'left-during-connect',
    'the handlers believe the client connected',
    'runs `$disconnect` with 1006 for a client that left while `$connect` ran and succeeded',
    'never runs it',
  ),
];
