/**
 * Why a request failed: a code of PROTOCOL.md, or one of the client's own.
 *
 * - `disconnected`: there is no connection, or it ended before the answer came
 * - `timeout`: no answer came in time
 * - `expired`: a message could not be delivered for 12 hours
 * - `outbox_full`: too many messages are waiting
 * - `discarded`: the message was taken out of the outbox
 * - `closed`: the client was closed
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: string,
    message: string,
    /** Whether the same request may succeed later. */
    readonly retryable: boolean,
    /** Milliseconds after which it may. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** The reason of a caught value, whatever that is. */
export function requestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  return new RequestError('internal', error instanceof Error ? error.message : String(error), true);
}

/** Whether the server has a quarrel with this connection rather than with the request: on the next it may pass. */
export function isAboutSession({ code }: Pick<RequestError, 'code'>): boolean {
  return code === 'connection_gone' || code === 'token_expired' || code === 'not_joined';
}
