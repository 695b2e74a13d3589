import { headerValues, isSignedWith, parseAuthorization, type SignedRequest } from './signature.js';

/** A secret key, alone or with the session token that must accompany it. */
export type Secret = string | { readonly secretAccessKey: string; readonly sessionToken: string };

/** Finds the secret of an access key; `undefined` where the key is unknown. */
export type CredentialLookup = (accessKeyId: string) => Secret | undefined;

/** Why a call is rejected: always a 403. */
export interface SignatureFault {
  readonly errorType: string;
  readonly message: string;
}

/** The clock skew allowed to the caller. AWS: five minutes. */
const maxSkewMs = 5 * 60_000;

/**
 * Verifies Signature Version 4 on a call to `@connections`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 *
 * @param now milliseconds since the epoch
 * @returns `undefined` where the signature is valid
 */
export function verifySignature(
  request: SignedRequest,
  lookup: CredentialLookup,
  region: string,
  now: number,
): SignatureFault | undefined {
  const header = headerValues(request.rawHeaders, 'authorization')?.[0];
  if (header === undefined)
    return fault('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const authorization = parseAuthorization(header);
  const time = headerValues(request.rawHeaders, 'x-amz-date')?.[0] ?? '';
  if (!authorization || !/^\d{8}T\d{6}Z$/.test(time)) {
    return fault(
      'IncompleteSignatureException',
      'Authorization header is not a complete AWS4-HMAC-SHA256 header.',
    );
  }
  const inTime = Math.abs(epochMs(time) - now) <= maxSkewMs;
  if (!inTime) return invalid(`Signature expired or not yet current: ${time}`);
  if (authorization.scope !== `${time.slice(0, 8)}/${region}/execute-api/aws4_request`) {
    return invalid(`Credential should be scoped to a valid region and service: ${authorization.scope}`);
  }
  if (!coversWhatItMust(request, authorization.signedHeaders)) {
    return invalid("'Host' and every 'X-Amz-*' header must be signed.");
  }
  const secret = lookup(authorization.accessKeyId);
  const token = headerValues(request.rawHeaders, 'x-amz-security-token')?.[0];
  const plain = typeof secret === 'string' ? { secretAccessKey: secret, sessionToken: undefined } : secret;
  if (!plain || plain.sessionToken !== token) {
    return fault('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  if (isSignedWith(plain.secretAccessKey, authorization, time, request)) return undefined;
  return invalid('The request signature we calculated does not match the signature you provided.');
}

function coversWhatItMust({ rawHeaders }: SignedRequest, signed: readonly string[]): boolean {
  const names = rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
  return names.every((name) => signed.includes(name) || !(name === 'host' || name.startsWith('x-amz-')));
}

function epochMs(time: string): number {
  return Date.parse(time.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
}

function invalid(message: string): SignatureFault {
  return fault('InvalidSignatureException', message);
}

function fault(errorType: string, message: string): SignatureFault {
  return { errorType, message };
}
