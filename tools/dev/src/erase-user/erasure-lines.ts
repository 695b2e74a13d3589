import type { ErasureCounts, ErasureReport } from '@serverless-ws/chat-domain';

/** What an erasure has erased, in one line: what it has not found is left out. */
export function countsLine(erased: ErasureCounts): string {
  const found = Object.entries(erased).filter(([, count]) => count > 0);
  return found.length === 0 ? 'nothing' : found.map(([what, count]) => `${what} ${count}`).join(', ');
}

/** A report for people. */
export function erasureLines({ userId, erased, bannedUntil, left }: ErasureReport): readonly string[] {
  return [
    `${userId}: erased ${countsLine(erased)}`,
    `${userId}: banned until ${new Date(bannedUntil).toISOString()}`,
    ...left.map(({ what, why }) => `left: ${what} (${why})`),
  ];
}
