import { HttpRequest } from '@smithy/core/transport';
import type { MinimalOptions } from './minimal-options.js';
import { signedHeaders } from './signed-headers.js';

/**
 * A call of DynamoDB with a signature over all of it.
 *
 * @param at - epoch milliseconds
 */
export async function signed(
  request: HttpRequest,
  { region, credentials }: Pick<MinimalOptions, 'region' | 'credentials'>,
  at: number,
): Promise<HttpRequest> {
  const unsigned = { ...request, body: String(request.body) };
  const headers = await signedHeaders(unsigned, { region, credentials, service: 'dynamodb' }, at);
  return new HttpRequest({ ...request, headers });
}
