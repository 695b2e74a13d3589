/** Recipients that may fail without that saying anything about the account, however small the room. */
const FEW = 3;

/** The share of the recipients above which failures are the account's. */
const ACCOUNT_PART = 0.1;

/** What the first try of everybody, and the tail after it, have come to. */
export interface FirstWave {
  /** Recipients that were tried. */
  readonly tried: number;
  readonly delivered: number;
  /** Those not reached yet whose failure may be the account's: open, and not known to have stalled before. */
  readonly failing: number;
}

/**
 * Whether what still fails after the tail are single clients, which the log serves. Otherwise it is the account or the
 * gateway itself, and a later try reaches many.
 */
export function areSingleClients({ tried, delivered, failing }: FirstWave): boolean {
  return failing === 0 || (delivered > 0 && failing <= Math.max(FEW, tried * ACCOUNT_PART));
}
