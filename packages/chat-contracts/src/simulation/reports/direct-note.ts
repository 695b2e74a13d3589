/** A message between Ada and Bob that was acknowledged. */
export interface DirectNote {
  readonly seq: number;
  readonly id: string;
  readonly room: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Whether a report of it has begun, and whether one was answered by `done`. */
  report: 'none' | 'begun' | 'done';
  /** Whether a moderator was told that it is deleted. */
  isDeleted: boolean;
}
