import type { SecretVersions } from '@serverless-ws/chat-jwt';

import type { Variables } from '../settings/environment.js';
import { signedPost } from './signed-post.js';

/** What Secrets Manager responds. */
interface SecretResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The current and the previous version of a secret of Secrets Manager. One request each, by Node's own HTTP: the SDK's
 * client would have to be loaded at the cold starts of the function that runs at every handshake.
 *
 * @param arn - the whole ARN, whose Region is asked
 * @param variables - `process.env`; `AWS_ENDPOINT_URL_SECRETS_MANAGER` or `AWS_ENDPOINT_URL` lead to a local engine
 * @param within - milliseconds until both have to be there
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export async function secretVersions(
  arn: string,
  variables: Variables,
  within: number,
): Promise<SecretVersions> {
  const signal = AbortSignal.timeout(within);
  const read = (stage: string) => versionOf({ arn, variables, stage, signal });
  const [current, previous] = await Promise.all([read('AWSCURRENT'), read('AWSPREVIOUS')]);
  if (current === undefined) throw new Error('the secret has no current version');
  return { current, previous };
}

interface VersionQuery {
  readonly arn: string;
  readonly variables: Variables;
  readonly stage: string;
  readonly signal: AbortSignal;
}

/** `undefined` where there is no version in this stage, as before the first rotation. */
async function versionOf(query: VersionQuery): Promise<string | undefined> {
  const { status, body } = await answered(query);
  const type = String(body['__type']).replace(/^.*#/, '');
  if (status === 400 && type === 'ResourceNotFoundException') return undefined;
  if (status !== 200) throw new Error(`Secrets Manager responded with ${status} ${type}`);
  const { SecretString: secret } = body;
  if (typeof secret !== 'string') throw new Error('the secret is no text');
  return secret;
}

async function answered({ arn, variables, stage, signal }: VersionQuery): Promise<SecretResponse> {
  const { status, body } = await signedPost({
    ...{ service: 'secretsmanager', region: arn.split(':')[3] ?? '', variables, path: '/', signal },
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.GetSecretValue',
    },
    body: JSON.stringify({ SecretId: arn, VersionStage: stage }),
  });
  return { status, body: objectIn(body) };
}

/** Nothing of a body that is no JSON object: no error may quote it. */
function objectIn(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
