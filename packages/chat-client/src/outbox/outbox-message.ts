/** What a message may have besides its text. */
export interface MessageMore {
  /** Anything in JSON, 1,024 bytes at most; with it the text may be empty. */
  readonly meta?: Readonly<Record<string, unknown>>;
  /** The message of the room that it answers. */
  readonly replyTo?: { readonly seq: number; readonly id: string };
  /** The ids of up to ten users who are mentioned. */
  readonly mentions?: readonly string[];
}

/** A message that is not in the log yet, as far as this client knows. */
export interface OutboxMessage {
  readonly clientMessageId: string;
  readonly kind: 'message' | 'announcement';
  /** In a direct room `@` and the id of the other user. */
  readonly room: string;
  readonly text: string;
  readonly more?: MessageMore;
  /** Epoch milliseconds, by the local clock. */
  readonly createdAt: number;
  /**
   * - `waiting`: not sent yet: no connection, or an earlier message is pending
   * - `sending`: sent, and not yet acknowledged
   * - `sent`: acknowledged; leaves the outbox when the room's log has reached it
   * - `failed`: rejected, or too old; stays until `retry` or `discard`
   */
  readonly status: 'waiting' | 'sending' | 'sent' | 'failed';
  /** The error code of a failed message. */
  readonly reason?: string;
}

/** The position of a message in the log. */
export interface Receipt {
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
  readonly id: string;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
}
