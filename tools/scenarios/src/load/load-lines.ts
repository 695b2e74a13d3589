import type { LoadReport } from './load-run.js';

/** The report as lines for a terminal. */
export function loadLines(report: LoadReport): readonly string[] {
  const { clients, sent, acked, shown, lost, doubled, disordered, ack, last, seconds, cost } = report;
  return [
    `${clients} clients, ${seconds} s: sent ${sent}, acked ${acked}, shown ${shown}`,
    `lost ${lost}, doubled ${doubled}, out of order ${disordered}, not brought up to date ${report.resets}, connections lost ${report.reconnects}`,
    `ack: median ${ack.p50} ms, 95 % ${ack.p95}, 99 % ${ack.p99}, slowest ${ack.max}`,
    `to the last client: median ${last.p50} ms, 95 % ${last.p95}, 99 % ${last.p99}, slowest ${last.max}`,
    `these clients took ${cost.seconds} s of the processor and ${cost.megabytes} MB, and stood still for ${cost.stallMs} ms at most`,
    ...Object.entries(report.refused).map(([why, times]) => `${times} clients never came in: ${why}`),
    ...Object.entries(report.rejected).map(([why, times]) => `${times} messages refused: ${why}`),
  ];
}

/** Whether the guarantees were kept, and everything was served. */
export function isWell({ sent, acked, lost, doubled, disordered, resets, refused }: LoadReport): boolean {
  const broken = lost + doubled + disordered + resets + Object.keys(refused).length;
  return broken === 0 && sent > 0 && acked === sent;
}
