import type { Rung } from './alarm-run.js';

/** The table of the runbook. */
export function table(rung: readonly Rung[], rangInHealth: readonly string[]): string {
  const rows = rung.map(({ fault, after, others }) => [
    fault.alarm,
    fault.what,
    after === null ? 'never' : `${after} min`,
    rangInHealth.includes(fault.alarm) ? 'no' : 'yes',
    others.join(', ') || '–',
  ]);
  const head = ['alarm', 'planted fault', 'rang after', 'quiet in health', 'others that rang'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
