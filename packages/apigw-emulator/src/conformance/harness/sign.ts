import { createHash, createHmac } from 'node:crypto';

/** The key pair of signed tests. */
export const testKey = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

/** What to sign; every field has a valid default, so that a test changes only the one it is about. */
export interface Signing {
  readonly method: string;
  readonly url: string;
  readonly body?: string | Uint8Array;
  readonly now: number;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly region?: string;
  readonly service?: string;
  readonly sessionToken?: string;
}

/** Headers of a signed request, implemented for these tests from the AWS page. */
export function signedHeaders(signing: Signing): Record<string, string> {
  const { method, now, body = '', region = 'us-east-1', service = 'execute-api' } = signing;
  const { accessKeyId, secretAccessKey } = { ...testKey, ...definedKeys(signing) };
  const url = new URL(signing.url);
  const time = `${new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const sent: Record<string, string> = { 'x-amz-date': time };
  if (signing.sessionToken !== undefined) sent['x-amz-security-token'] = signing.sessionToken;
  const headers: Record<string, string> = { host: url.host, ...sent };
  const names = Object.keys(headers).sort();
  const path = url.pathname.split('/').map(encode).join('/');
  const canonical = [
    ...[method, path, ''],
    ...names.map((name) => `${name}:${headers[name]}`),
    ...['', names.join(';'), createHash('sha256').update(body).digest('hex')],
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  let key = createHmac('sha256', `AWS4${secretAccessKey}`).update(time.slice(0, 8)).digest();
  for (const part of [region, service, 'aws4_request']) key = createHmac('sha256', key).update(part).digest();
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${digest}`;
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const fields = [
    `Credential=${accessKeyId}/${scope}`,
    `SignedHeaders=${names.join(';')}`,
    `Signature=${signature}`,
  ];
  return { ...sent, authorization: `AWS4-HMAC-SHA256 ${fields.join(', ')}` };
}

function definedKeys({ accessKeyId, secretAccessKey }: Signing): Partial<typeof testKey> {
  return { ...(accessKeyId ? { accessKeyId } : {}), ...(secretAccessKey ? { secretAccessKey } : {}) };
}

/** Everything but letters, digits and `-._~`, as on the AWS page. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
