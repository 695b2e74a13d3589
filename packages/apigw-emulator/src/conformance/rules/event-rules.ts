import { chosen, documented, observed, ofRest, pages, type Rule } from './rule-list.js';

const e2e =
  'https://github.com/dherault/serverless-offline/blob/master/tests/manual/websocket/main/test/e2e/ws.e2e.js (runs against AWS)';
const localstack = 'https://github.com/localstack/localstack/issues/7191 (events of AWS)';

/** The shape of events. */
export const eventRules: readonly Rule[] = [
  documented(
    'context',
    pages.contextVariables,
    'fills requestContext in every event',
    'other API, stage and domain than configured; with an authorizer no sourceIp',
  ),
  documented(
    'request-id',
    pages.contextVariables,
    'sets requestId to the value of extendedRequestId',
    'two different ids',
  ),
  documented('message-id', pages.contextVariables, 'sets messageId in MESSAGE events only', 'in every event'),
  observed(
    'connect-event',
    e2e,
    'passes headers and no body to `$connect`, without Connection and Upgrade',
    'with Connection and Upgrade',
  ),
  observed('message-event', e2e, 'passes the body to a message route, and neither headers nor query'),
  observed('disconnect-event', e2e, 'passes to `$disconnect` the headers Host, x-api-key and x-restapi'),
  observed('header-case', e2e, 'keeps the client’s case in header names'),
  observed(
    'header-values',
    localstack,
    'puts the last value of a repeated header in headers, all in multiValueHeaders',
  ),
  observed(
    'query',
    e2e,
    'decodes the query: last value in queryStringParameters, all in the multi-value form, neither where there is none',
  ),
  observed(
    'forwarded',
    localstack,
    'adds X-Forwarded-For, -Port and -Proto and X-Amzn-Trace-Id',
    'adds none',
  ),
  documented(
    'stage-variables',
    ofRest(pages.stageVariables),
    'adds stageVariables to every event where the stage has some',
    'never',
  ),
  documented(
    'json',
    ofRest(pages.proxyIntegration),
    'passes events and responses as JSON: a handler changes only its own copy',
    'shares the object in process',
  ),
  documented(
    'disconnect-code',
    pages.connectDisconnect,
    'reports the client’s close code and reason as disconnectStatusCode and disconnectReason',
    'neither',
  ),
  chosen(
    'disconnect-1005',
    'RFC 6455 reserves 1005 for this',
    'reports 1005 where the client gave no code',
    'nothing',
  ),
  chosen(
    'disconnect-1006',
    'RFC 6455 reserves 1006 for this',
    'reports 1006 where the network connection broke',
    'nothing',
  ),
];
