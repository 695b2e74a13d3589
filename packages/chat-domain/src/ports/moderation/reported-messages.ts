/** Where a message is that was reported to moderators. */
export interface ReportedMessage {
  readonly room: string;
  readonly seq: number;
}

/**
 * The messages that were reported. It is the one way of moderators to a message of two users, whose room they cannot name:
 * by the id of a message that one of the two has shown to them.
 */
export interface ReportedMessages {
  /**
   * Where a reported message is, or `null` where none with this id was reported. MUST see every report that was stored
   * before the call. Rejects with `ChatError` `unavailable`.
   */
  find(messageId: string): Promise<ReportedMessage | null>;
}
