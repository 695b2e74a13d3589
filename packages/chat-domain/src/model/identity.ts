/** A user, as their token says. Stamped by the server on everything they send. */
export interface Identity {
  /** The token's `sub`, for which `isUserId` holds. */
  readonly userId: string;
  /** The name that others see: 1 to 128 characters. */
  readonly name: string;
  readonly roles: readonly string[];
  /** When the token ends, in epoch milliseconds; `null` for one that never does. */
  readonly expiresAt: number | null;
}

/** A user as others see them. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What others see of an identity: neither its roles nor when its token ends. */
export function personOf({ userId, name }: Pick<Identity, 'userId' | 'name'>): Person {
  return { id: userId, name };
}

/** Whether the token of this identity has expired at `now` (epoch milliseconds). */
export function isExpired(identity: Identity, now: number): boolean {
  return identity.expiresAt !== null && identity.expiresAt <= now;
}
