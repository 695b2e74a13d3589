/** Where a message is that was reported to moderators. */
export interface ReportedMessage {
  readonly messageId: string;
  readonly room: string;
  readonly seq: number;
  /** Epoch milliseconds: that of the message, after which there is nothing left to delete. */
  readonly expiresAt: number;
}

/**
 * The messages that were reported. It is the one way of moderators to a message of two users, whose room they cannot name:
 * by the id of a message that one of the two has shown to them.
 *
 * Every read MUST see every write that finished before it began, and MUST NOT return what is at or past its `expiresAt`. A
 * store that cannot respond MUST reject; any rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface ReportedMessages {
  /** Notes that a message was reported. MUST be safe to repeat, by several users too. */
  record(report: ReportedMessage): Promise<void>;

  /** Where a reported message is, or `null` where none with this id was reported. Users choose the id: it may be of any length. */
  find(messageId: string): Promise<ReportedMessage | null>;
}
