import type { Logger } from '@serverless-ws/chat-domain';

import type { ProxyResponse } from './web-socket-event.js';

/** Characters of another API's id that are logged: ids of API Gateway have ten. */
const LOGGED = 32;

/** What is needed to recognise the events of this stack's API. */
export interface OwnApi {
  /** Of the stack's own API. */
  readonly apiId: string;
  readonly logger: Logger;
}

/** What is read of an event before it is known to come from our API; any of it may be missing. */
export interface UnverifiedEvent {
  readonly requestContext?: { readonly apiId?: unknown };
}

/** The response to an event of another API: it reveals nothing about the chat. */
export const REFUSED: ProxyResponse = { statusCode: 403 };

/**
 * Whether an event comes from another API than the stack's own, or from none, and may be forged: nothing else of it may
 * be read then. Logs one line, without anything of the event but the id. The permission of each function keeps such
 * events out (docs/adr/0017-every-permission-names-its-source.md); this holds where a permission is too wide.
 */
export function isFromOtherApi(event: UnverifiedEvent, { apiId, logger }: OwnApi): boolean {
  const from = event.requestContext?.apiId;
  if (from === apiId) return false;
  const fields = typeof from === 'string' ? { apiId: from.slice(0, LOGGED) } : {};
  logger.warn('refused', { code: 'forbidden', reason: 'The event is not from this API.', ...fields });
  return true;
}
