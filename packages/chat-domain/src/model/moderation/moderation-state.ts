/** How a user stands with the house: what was decided about them. */
export interface ModerationState {
  readonly userId: string;
  /** Until when they may not send, in epoch milliseconds; 0 for somebody who was never muted. */
  readonly mutedUntil: number;
  /** Until when they may not connect, in epoch milliseconds; 0 for somebody who was never banned. */
  readonly bannedUntil: number;
}

/** What a moderator decides about a user. A time that has passed lifts it. */
export type Sanction = { readonly mutedUntil: number } | { readonly bannedUntil: number };
