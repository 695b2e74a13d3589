/** A message that is not in the log yet, as far as this client knows. */
export interface OutboxMessage {
  readonly clientMessageId: string;
  readonly kind: 'message' | 'announcement';
  readonly room: string;
  readonly text: string;
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
