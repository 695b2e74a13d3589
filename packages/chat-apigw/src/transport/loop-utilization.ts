/** The share of the time since the last call, from 0 to 1, in which the process was at work and not waiting. */
export type LoopUtilization = () => number;

/** That of this thread, by Node's own count. */
export function loopUtilization(): LoopUtilization {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
