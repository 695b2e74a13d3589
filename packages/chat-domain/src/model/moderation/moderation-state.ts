/** The sanctions on a user. */
export interface ModerationState {
  readonly userId: string;
  /** Until when they may not send, in epoch milliseconds; 0 for a user who was never muted. */
  readonly mutedUntil: number;
  /** Until when they may not connect, in epoch milliseconds; 0 for a user who was never banned. */
  readonly bannedUntil: number;
  /** Until when they may not connect after a flood, in epoch milliseconds; 0 for a user who never flooded. */
  readonly pausedUntil: number;
}

/** A mute, a ban or a pause of a user. A time in the past lifts it. */
export type Sanction =
  { readonly mutedUntil: number } | { readonly bannedUntil: number } | { readonly pausedUntil: number };
