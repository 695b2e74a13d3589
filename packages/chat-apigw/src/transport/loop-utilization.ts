/** The share of the time since the last call, from 0 to 1, in which the process was at work and not waiting; 0 at first. */
export type LoopUtilization = () => number;

/** That of this thread, by Node's own count; loading it takes 1 to 2 ms of a cold start, so not before it is called. */
export function loopUtilization(): LoopUtilization {
  let last: ReturnType<typeof performance.eventLoopUtilization> | undefined;
  return () => {
    const now = performance.eventLoopUtilization();
    const utilization = last === undefined ? 0 : performance.eventLoopUtilization(now, last).utilization;
    last = now;
    return utilization;
  };
}
