const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a decision holds, in milliseconds, and how that is called. */
export interface Duration {
  readonly label: string;
  /** `null`: for as long as the server knows. */
  readonly ms: number | null;
}

/** How long users are kept out, or silent. */
export const SANCTIONS: readonly Duration[] = [
  { label: '10 minutes', ms: 10 * MINUTE },
  { label: '1 hour', ms: HOUR },
  { label: '1 day', ms: DAY },
  { label: '1 week', ms: 7 * DAY },
  { label: 'for good', ms: null },
];

/** How long invitations hold. */
export const INVITATIONS: readonly Duration[] = [
  { label: '1 day', ms: DAY },
  { label: '1 week', ms: 7 * DAY },
  { label: '30 days', ms: 30 * DAY },
];

/** An end that has passed: it takes a decision back. */
export const OVER: Duration = { label: 'over', ms: -DAY };

/** When a decision of now ends, in epoch milliseconds; no field for one that holds for good. */
export function untilOf({ ms }: Duration, now: number): { readonly until?: number } {
  return ms === null ? {} : { until: now + ms };
}
