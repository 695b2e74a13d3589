import type { IncomingHttpHeaders } from 'node:http';

/** What is read of a request that an AWS SDK makes. */
export interface AwsRequest {
  readonly accessKeyId: string;
  /** As the signature names it: `dynamodb`, `sqs`, `lambda`. */
  readonly service: string;
  /** `GetItem`; `undefined` for a service whose paths say it. */
  readonly operation: string | undefined;
  readonly body: unknown;
  /** Whether errors are XML, as services in the older protocol say them. */
  readonly isXml: boolean;
}

/** `undefined` where the request bears no signature. */
export function awsRequest(headers: IncomingHttpHeaders, body: Buffer): AwsRequest | undefined {
  const scope = /Credential=([^/,\s]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '');
  const [, accessKeyId, service] = scope ?? [];
  if (accessKeyId === undefined || service === undefined) return undefined;
  const target = headers['x-amz-target'];
  const isXml = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const parsed: unknown = isXml ? Object.fromEntries(new URLSearchParams(body.toString())) : json(body);
  const action = isXml ? (parsed as Readonly<Record<string, string>>)['Action'] : undefined;
  const operation = typeof target === 'string' ? target.split('.').at(-1) : action;
  return { accessKeyId, service, operation, body: parsed, isXml };
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
