import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { credentialsIn, signedHeaders } from '@serverless-ws/chat-dynamo';
import type { SecretVersions } from '@serverless-ws/chat-jwt';

import type { Variables } from '../settings/environment.js';

/** Tries of a read: a connection that was kept alive may have been closed meanwhile. */
const TRIES = 2;

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

async function answered(query: VersionQuery): Promise<SecretResponse> {
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await ask(query);
      if (response.status < 500 || tries === TRIES) return response;
    } catch (error) {
      if (tries === TRIES || query.signal.aborted) throw error;
    }
  }
}

async function ask({ arn, variables, stage, signal }: VersionQuery): Promise<SecretResponse> {
  const region = arn.split(':')[3] ?? '';
  const url = new URL(endpointIn(variables, region));
  const body = JSON.stringify({ SecretId: arn, VersionStage: stage });
  const unsigned = {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': String(Buffer.byteLength(body)),
    host: url.host,
    'x-amz-target': 'secretsmanager.GetSecretValue',
  };
  const credentials = () => Promise.resolve(credentialsIn(variables));
  const signing = { region, service: 'secretsmanager', credentials };
  const call = { method: 'POST', path: url.pathname, headers: unsigned, body };
  const headers = await signedHeaders(call, signing, Date.now());
  return send(url, { method: 'POST', headers, signal }, body);
}

function endpointIn(variables: Variables, region: string): string {
  const named = variables['AWS_ENDPOINT_URL_SECRETS_MANAGER'] || variables['AWS_ENDPOINT_URL'];
  return named || `https://secretsmanager.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

function send(
  url: URL,
  options: { method: string; headers: Record<string, string>; signal: AbortSignal },
  body: string,
): Promise<SecretResponse> {
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: objectIn(Buffer.concat(chunks)) }),
      );
    });
    sent.on('error', reject).end(body);
  });
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
