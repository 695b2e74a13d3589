import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import type { Member } from '../fan-out/member-scan.js';

/** How many frames it costs as much as to post to some members. */
export function weightOf(members: readonly Member[]): number {
  return Math.ceil(members.length / SIGNAL_LIMITS.postsPerFrame);
}
