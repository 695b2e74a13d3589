/** One recipient without a result yet. */
export interface Post<R> {
  readonly recipient: R;
  /** Posts that count against the retries. */
  tries: number;
  /** Posts in all, for the delay. */
  sent: number;
  /** When it fails at the latest: set at the first post. */
  until: number;
  /** The result of the last try. */
  reason: string;
  /** Whether other credentials have been tried. */
  rejected: boolean;
  /** Whether its `$connect` seemed not to have returned. */
  young: boolean;
}
