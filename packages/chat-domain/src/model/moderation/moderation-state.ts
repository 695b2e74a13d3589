/** The sanctions on a user. */
export interface ModerationState {
  readonly userId: string;
  /** Until when they may not send, in epoch milliseconds; 0 for a user who was never muted. */
  readonly mutedUntil: number;
  /** Until when they may not connect, in epoch milliseconds; 0 for a user who was never banned. */
  readonly bannedUntil: number;
}

/** A mute or a ban of a user. A time in the past lifts it. */
export type Sanction = { readonly mutedUntil: number } | { readonly bannedUntil: number };
