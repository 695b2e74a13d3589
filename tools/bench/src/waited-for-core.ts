import { existsSync, readFileSync } from 'node:fs';

const STATISTICS = '/proc/self/schedstat';

/**
 * Seconds that this thread has been ready to run while others had the core, since it began: what a busy machine adds to a
 * time. 0 where the kernel does not say.
 *
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
export function waitedForCore(): number {
  if (!existsSync(STATISTICS)) return 0;
  return Number(readFileSync(STATISTICS, 'latin1').split(' ')[1]) / 1e9;
}
