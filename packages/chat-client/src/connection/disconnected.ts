import { RequestError } from '../request-error.js';

/** There is no connection, or it has ended: on the next one the same may succeed. */
export function disconnected(reason: string): RequestError {
  return new RequestError('disconnected', reason, true);
}
