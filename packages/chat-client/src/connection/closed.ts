import { RequestError } from '../request-error.js';

/** The client was closed, for good. */
export function closed(): RequestError {
  return new RequestError('closed', 'The client is closed.', false);
}
