import type { IncomingHttpHeaders } from 'node:http';

/** What Lambda does with an event. */
const TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;

/** A call of Lambda's Invoke API. */
export interface InvokeRequest {
  /** Whatever stands for a function: a name, or an ARN. */
  readonly reference: string;
  /** `undefined` for a type that there is not. */
  readonly type: (typeof TYPES)[number] | undefined;
}

/**
 * Reads a request as one of the Invoke API.
 * @returns `undefined` for any other
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function invokeRequest({
  method,
  url = '',
  headers,
}: {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}): InvokeRequest | undefined {
  const [, reference] = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?|$)/.exec(url) ?? [];
  if (method !== 'POST' || reference === undefined) return undefined;
  const named = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  return { reference: decodeURIComponent(reference), type: TYPES.find((type) => type === named) };
}
