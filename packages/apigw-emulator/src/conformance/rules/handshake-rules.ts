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
  observed('other-path', otherPath, 'refuses any other path with 403', 'accepts it'),
  chosen(
    'plain-http',
    'the status of AWS is not on a page',
    'answers plain HTTP on the stage with 403',
    '426',
  ),
  documented(
    'bad-upgrade',
    `${others.rfc6455}#section-4.2.1`,
    'refuses a malformed upgrade with 400 and runs nothing for it',
    'runs nothing, 400 or 405',
  ),
  chosen(
    'pipelined-upgrade',
    'its answers would overtake each other',
    'cuts off who asks for an upgrade before an earlier request is answered',
    'upgrades all the same',
  ),
  chosen(
    'header-size',
    'Node’s own limit; that of AWS is not on a page',
    'answers 431 to headers over 16 KB',
  ),
  documented('url-length', pages.quotas, 'refuses a URL over 4,096 characters', 'no limit but Node’s'),
  documented(
    'connect-pending',
    pages.connectDisconnect,
    'keeps the upgrade pending until `$connect` has answered',
  ),
  documented(
    'connect-optional',
    pages.connectDisconnect,
    'accepts everyone where there is no `$connect` route',
    'refuses with 502',
  ),
  documented(
    'connect-refuses',
    pages.subprotocol,
    'refuses the handshake with the status of a non-2xx `$connect`',
  ),
  observed('connect-throws', architect, 'refuses with 502 where `$connect` throws'),
  documented(
    'connect-malformed',
    ofRest(pages.proxyIntegration),
    'refuses with 502 where `$connect` does not answer a proxy response',
    '401 or 502',
  ),
  documented(
    'connect-timeout',
    ofRest(pages.gatewayResponses),
    'refuses with 504 where `$connect` takes over 29 s',
    'waits as long as the function may run',
  ),
  documented(
    'subprotocol',
    pages.subprotocol,
    'answers with the subprotocol that `$connect` returned',
    'always the first that the client offers',
  ),
  documented(
    'subprotocol-none',
    pages.subprotocol,
    'names no subprotocol where `$connect` returned none',
    'always the first that the client offers',
  ),
  chosen(
    'subprotocol-invalid',
    'a header of the answer must be a token',
    'refuses with 502 where `$connect` returned a subprotocol that is not a token',
    'ignores it',
  ),
  chosen('no-compression', 'no page offers any extension', 'negotiates no compression'),
  documented('connection-quota', pages.quotas, 'answers 429 over 500 new connections a second', 'no quota'),
  chosen(
    'left-during-connect',
    'the handlers believe the client connected',
    'runs `$disconnect` with 1006 for a client that left while `$connect` ran and succeeded',
    'never runs it',
  ),
];
