/** A decision about a user, as the rest of a company is told of it: ids, no names. */
export interface SanctionDecision {
  /** Whom it is about. */
  readonly userId: string;
  /** The id of the user who decided. */
  readonly actor: string;
  /** When it ends, in epoch milliseconds: not after `sentAt` where it is lifted, or an invitation taken back. */
  readonly until?: number | undefined;
}

/**
 * A sanction or an invitation, which is no entry of a log: best effort. It is missing where a function ends before it is
 * told of, or the queue cannot be reached; it may come twice, and in any order with entries.
 */
export interface SanctionEvent {
  /** Random: the same for every delivery of the event, so a consumer knows it again. */
  readonly id: string;
  readonly type: 'kick' | 'ban' | 'mute' | 'invite';
  /** Where it holds. Kicks, bans and mutes hold in the whole chat, and name the lobby. */
  readonly room: string;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
  readonly sanction: SanctionDecision;
}
