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
  /** Whether the delivery before gave up on it: it is tried once, and not waited for. */
  stalled: boolean;
  /** `in flight`: it holds a slot of the window. `done`: it has a result, whatever still comes. */
  state: 'new' | 'in flight' | 'retrying' | 'done';
  /** Cancels the timer of its retry. */
  cancelRetry: () => void;
}

/** A recipient that has not been tried. */
export function newPost<R>(recipient: R): Post<R> {
  return {
    recipient,
    tries: 0,
    sent: 0,
    until: Infinity,
    reason: '',
    rejected: false,
    young: false,
    stalled: false,
    state: 'new',
    cancelRetry: () => undefined,
  };
}
