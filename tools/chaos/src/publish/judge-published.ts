import type { Settled } from '../verdict.js';
import { isPoison } from './publishing-backend.js';

/** What became of what a backend has published. */
export interface PublishedVerdict {
  /** Acknowledged, and nowhere in the log. */
  readonly lost: number;
  /** With two results, or one that the log belies: at another place, rejected and stored, or poison that is no `invalid_text`. */
  readonly wrong: number;
  /** Rejected by the review, and stored nowhere. */
  readonly rejected: number;
}

/** Compares the results that a backend was given, by the ids of its messages, with the log. */
export function judgePublished(
  log: readonly Pick<Settled, 'seq' | 'id' | 'clientMessageId'>[],
  outcomes: ReadonlyMap<string, ReadonlySet<string>>,
): PublishedVerdict {
  const places = new Map(log.map(({ clientMessageId, seq, id }) => [clientMessageId, `${seq}/${id}`]));
  const judged = [...outcomes].map(([id, all]) => {
    const [outcome = 'none', ...others] = all;
    const place = places.get(id);
    if (others.length > 0) return 'wrong';
    if (isPoison(id)) return outcome === 'invalid_text' && place === undefined ? 'right' : 'wrong';
    if (outcome === 'rejected') return place === undefined ? 'rejected' : 'wrong';
    if (place === undefined) return 'lost';
    return place === outcome ? 'right' : 'wrong';
  });
  const count = (what: string) => judged.filter((one) => one === what).length;
  return { lost: count('lost'), wrong: count('wrong'), rejected: count('rejected') };
}
