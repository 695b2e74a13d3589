/** The parsed response of a Lambda proxy integration. */
export interface ProxyResponse {
  readonly statusCode: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string | undefined;
}

/**
 * Parses a handler's response as AWS does: `{statusCode, headers?, multiValueHeaders?, body?, isBase64Encoded?}`.
 * Returns `undefined` for anything else, which AWS calls a malformed Lambda proxy response.
 */
export function parseProxyResponse(value: unknown): ProxyResponse | undefined {
  if (!isRecord(value)) return undefined;
  const statusCode = Number(value['statusCode'] ?? NaN);
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599) return undefined;
  const headers = parseHeaders(value['headers'], value['multiValueHeaders']);
  const body = value['body'] ?? undefined;
  if (!headers || (body !== undefined && typeof body !== 'string')) return undefined;
  const encoded = value['isBase64Encoded'] === true && body !== undefined;
  return { statusCode, headers, body: encoded ? Buffer.from(body, 'base64').toString() : body };
}

function parseHeaders(single: unknown, multiple: unknown): Map<string, string> | undefined {
  const headers = new Map<string, string>();
  for (const source of [single, multiple]) {
    if (source === undefined || source === null) continue;
    if (!isRecord(source)) return undefined;
    for (const [name, value] of Object.entries(source)) headers.set(name.toLowerCase(), String(value));
  }
  return headers;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
