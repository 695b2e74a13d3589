/** A message that the log does not hold yet, as far as this client knows. */
export interface OutboxMessage {
  readonly clientMessageId: string;
  readonly kind: 'message' | 'announcement';
  readonly room: string;
  readonly text: string;
  /** Epoch milliseconds, by this machine's clock. */
  readonly createdAt: number;
  /**
   * - `waiting`: not sent yet, for want of a connection or because of those before it
   * - `sending`: sent, and not yet acknowledged
   * - `sent`: acknowledged; leaves the outbox when the room's log has come to it
   * - `failed`: refused, or too old; stays until `retry` or `discard`
   */
  readonly status: 'waiting' | 'sending' | 'sent' | 'failed';
  /** Why it failed: the code of an error. */
  readonly reason?: string;
}

/** Where a message ended up. */
export interface Receipt {
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
  readonly id: string;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
}
