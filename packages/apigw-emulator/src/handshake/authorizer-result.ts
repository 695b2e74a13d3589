/** The parsed result of an authorizer. */
export interface AuthorizerResult {
  readonly principalId: string;
  readonly policyDocument: unknown;
  /** Every value as a string, as later events carry it. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Parses an authorizer's response; `undefined` where AWS reports a configuration error: no `principalId`, a context
 * value that is neither string, number nor boolean, or more than the quota.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function readAuthorizerResult(result: unknown, maxBytes: number): AuthorizerResult | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  if (Buffer.byteLength(JSON.stringify(result)) > maxBytes) return undefined;
  const fields = new Map<string, unknown>(Object.entries(result));
  const principalId = fields.get('principalId');
  if (typeof principalId !== 'string' || principalId === '') return undefined;
  const context = stringified(fields.get('context') ?? {});
  return context && { principalId, policyDocument: fields.get('policyDocument'), context };
}

function stringified(context: unknown): Record<string, string> | undefined {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return undefined;
  const entries = Object.entries(context);
  const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
  if (!entries.every(([, value]) => isScalar(value))) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
