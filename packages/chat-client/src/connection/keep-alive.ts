import type { Timers } from '../ports/timers.js';
import type { Session } from './session.js';

/**
 * Pings a session periodically: often enough to stay within API Gateway's ten idle minutes, to detect a connection that
 * died silently, and to tell an idle client what it missed.
 *
 * @param interval - milliseconds between pings, at most; up to a tenth less, so that clients spread
 * @returns stops it
 */
export function keepAlive(
  session: Session,
  timers: Timers,
  random: () => number,
  interval: number,
): () => void {
  const schedule = () =>
    timers.after(interval * (1 - random() / 10), () => {
      void session.probe();
      cancel = schedule();
    });
  let cancel = schedule();
  return () => cancel();
}
