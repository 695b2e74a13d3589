/**
 * Every way a request can fail, and whether the same request may succeed when it is sent again. The list is closed: a
 * client may switch over it. Codes of actions that a team adds hold a dot, which none of these does.
 */
const RETRYABLE = {
  /** The frame is not JSON, lacks a field, or has one of the wrong type. */
  bad_request: false,
  /** The frame is well formed, but no action has this name. */
  unknown_action: false,
  /** A room name outside `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`. */
  invalid_room: false,
  /** A text without a visible character, one over 4 KB, or one with NUL or a lone surrogate. */
  invalid_text: false,
  /** A `meta` over 1 KB of JSON. */
  invalid_meta: false,
  /** A client message id that is empty, over 64 characters, or not printable ASCII. */
  invalid_client_message_id: false,
  /** A cursor that is not a whole, non-negative number with an epoch. */
  invalid_cursor: false,
  /** A page limit that is not a whole number from 1 to 100. */
  invalid_limit: false,
  /** The credentials are missing or not valid. Only ever seen at connect. */
  unauthorized: false,
  /** The token has expired; connect again with a fresh one. */
  token_expired: false,
  /** The roles of this user do not allow the action. */
  forbidden: false,
  /** The action needs membership of the room. */
  not_joined: false,
  /** The room has more members than a signal is sent to. */
  room_too_large: false,
  /** The connection is in the maximum of rooms. */
  too_many_rooms: false,
  /** The user has blocked the maximum of other users. */
  too_many_blocks: false,
  /** The user holds the maximum of connections. */
  too_many_connections: true,
  /** The server no longer knows this connection; connect again. */
  connection_gone: false,
  /** The client message id was used before, with another room or content. */
  client_message_id_reused: false,
  /** No message is at this position of the log. */
  message_not_found: false,
  /** The message has no room for another reaction. */
  too_many_reactions: false,
  /** More requests than allowed; wait `retryAfterMs`. */
  rate_limited: true,
  /** The user may not send for now; wait `retryAfterMs`. */
  muted: true,
  /** The user may not connect. */
  banned: false,
  /** The store or the log is busy; nothing is lost, send again. */
  unavailable: true,
  /** A fault on our side, logged with the request id. */
  internal: true,
} as const;

/** A code of this package; see the list in `chat-error.ts`. */
export type KnownErrorCode = keyof typeof RETRYABLE;

/** A stable, documented code: one of this package, or one of a team's own, which holds a dot (`acme.too_tired`). */
export type ChatErrorCode = KnownErrorCode | `${string}.${string}`;

/** All codes of this package, for documents and exhaustive tests. */
export const CHAT_ERROR_CODES = Object.freeze(Object.keys(RETRYABLE)) as readonly KnownErrorCode[];

/** What a {@link ChatError} carries besides its code. */
export interface ChatErrorOptions {
  /** Whether the same request may succeed when it is sent again: for a team's own code, `false` when absent. */
  readonly retryable?: boolean;
  /** Milliseconds after which the same request may succeed. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A broken rule. Thrown by the model and the use cases; turned into an `error` frame in one place. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  /**
   * @param code - what a program reads
   * @param message - what a person reads; never holds a token or the text of a message
   */
  constructor(
    readonly code: ChatErrorCode,
    message: string,
    options: ChatErrorOptions = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.retryable = isKnown(code) ? RETRYABLE[code] : (options.retryable ?? false);
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Whether a caught value is a {@link ChatError}, by shape, so that it works across two copies of this package. */
export function isChatError(error: unknown): error is ChatError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    (isKnown(error.code) || error.code.includes('.')) &&
    'retryable' in error
  );
}

function isKnown(code: string): code is KnownErrorCode {
  return Object.hasOwn(RETRYABLE, code);
}
