import { RequestError } from '../request-error.js';

/** There is no connection, or it has ended: the request may succeed on the next one. */
export function disconnected(reason: string): RequestError {
  return new RequestError('disconnected', reason, true);
}

/** The client was closed: no request will succeed. */
export function closed(): RequestError {
  return new RequestError('closed', 'The client is closed.', false);
}
