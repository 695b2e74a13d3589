/**
 * Why a request failed: a code of PROTOCOL.md, or one of the client, whose message is the code.
 *
 * - `disconnected`: there is no connection, or it ended before the response arrived
 * - `timeout`: no response arrived in time
 * - `expired`: a message could not be delivered for 12 hours
 * - `undeliverable`: the server ended the connection each time a message was sent
 * - `outbox_full`: too many messages are waiting
 * - `discarded`: the message was removed from the outbox
 * - `left`: the client left the room
 * - `closed`: the client was closed
 * - `bad_response`: the response is not what the action's descriptor says
 * - `renumbered`: the room's log has begun another epoch; the event `reset` follows
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: string,
    message: string = code,
    /** Whether the same request may succeed later. */
    readonly retryable: boolean = false,
    /** Milliseconds to wait before the retry. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** There is no connection, or it has ended: the request may succeed on the next one. */
export function disconnected(reason = 'not connected'): RequestError {
  return new RequestError('disconnected', reason, true);
}

/** A caught value of any type as a `RequestError`; what another program wrote, perhaps a token, is in its `cause` alone. */
export function requestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  return Object.assign(new RequestError('internal', 'Unexpected error.', true), { cause: error });
}

/** Whether the error is about this connection rather than the request: on the next connection it may succeed. */
export function isAboutSession({ code }: Pick<RequestError, 'code'>): boolean {
  return ['connection_gone', 'token_expired', 'not_joined', 'bad_response'].includes(code);
}
