import { chosen, documented, observed, others, pages, type Rule } from './rule-list.js';

const body410 = 'https://github.com/georgeboot/laravel-echo-api-gateway/issues/9';
const otherPath = 'https://github.com/aws/aws-sdk-php/issues/1955';
const unsigned = 'checks no signature';

/** The `@connections` API. */
export const connectionRules: readonly Rule[] = [
  documented(
    'post',
    pages.connections,
    'responds to a POST with 200 and sends its body to the client',
    'without the stage in the path',
  ),
  documented(
    'get',
    pages.connections,
    'responds to a GET with 200 and connectedAt, identity and lastActiveAt',
    '426',
  ),
  documented(
    'delete',
    pages.connections,
    'responds to a DELETE with 204, closes the connection and runs `$disconnect`',
  ),
  chosen(
    'delete-code',
    'no page names the code, and the call cannot choose one',
    'closes with 1000 on a DELETE',
    'with none (1005)',
  ),
  documented('encoded', pages.connections, 'accepts `@connections` and the id URL-encoded or not'),
  documented(
    'gone',
    others.managementApi,
    'responds with 410 GoneException for a connection that has ended',
    '410 without the error type',
  ),
  observed('gone-body', body410, 'sends no body with a 410'),
  documented('gone-connecting', others.gone, 'responds with 410 until `$connect` has returned'),
  documented(
    'gone-unknown',
    others.gone,
    'responds with 410 for a well-formed id that was never issued',
    '410 without the error type',
  ),
  observed(
    'malformed-id',
    'https://github.com/localstack/localstack/issues/4694',
    'responds with 400 for a malformed id',
    '410',
  ),
  documented(
    'post-size',
    others.managementApi,
    'responds with 413 PayloadTooLargeException over 128 KB',
    'accepts up to 1 MB',
  ),
  documented('post-size-exact', pages.quotas, 'sends 128 KB, in frames of at most 32 KB', 'in one frame'),
  documented(
    'post-quota',
    others.managementApi,
    'responds with 429 LimitExceededException over the account’s rate',
    'no quota',
  ),
  documented(
    'client-buffer',
    others.managementApi,
    'responds with 429 LimitExceededException where the client’s buffer is full',
    'buffers without limit',
  ),
  observed(
    'other-method',
    otherPath,
    'responds with 403 ForbiddenException for any other path or method',
    '404 or 426',
  ),
  chosen(
    'post-text',
    'there are no binary frames',
    'sends a body that is not UTF-8 with replacement characters',
  ),
  documented('unsigned', pages.connections, 'responds with 403 to an unsigned call', unsigned),
  documented(
    'incomplete-signature',
    others.sigv4Errors,
    'responds with 403 to an incomplete Authorization header',
    unsigned,
  ),
  documented(
    'wrong-secret',
    others.sigv4Errors,
    'responds with 403 where the signature was made with another secret',
    unsigned,
  ),
  documented(
    'tampered',
    others.sigv4,
    'responds with 403 where method, path or body are not what was signed',
    unsigned,
  ),
  documented(
    'unsigned-header',
    others.sigv4,
    'responds with 403 where Host or an X-Amz header is not signed',
    unsigned,
  ),
  documented('unknown-key', others.sigv4Errors, 'responds with 403 to an unknown access key', unsigned),
  documented(
    'session-token',
    others.sigv4Errors,
    'responds with 403 to temporary credentials without their session token',
    unsigned,
  ),
  documented(
    'not-permitted',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html',
    'responds with 403 to a call that `permissions` does not allow to the access key',
    unsigned,
  ),
  documented(
    'signature-age',
    others.sigv4Errors,
    'responds with 403 to a signature over five minutes old, or early',
    unsigned,
  ),
  documented(
    'signature-scope',
    others.sigv4Errors,
    'responds with 403 to a signature for another Region, service or day',
    unsigned,
  ),
];
