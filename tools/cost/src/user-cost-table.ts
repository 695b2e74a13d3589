import { userCost } from './user-cost.js';
import type { UserLimits } from './user-limits.js';

/** The table of docs/deploy.md: what one user can cost in an hour. */
export function userCostTable(limits: UserLimits): string {
  const parts = userCost(limits);
  const total = parts.reduce((sum, { dollars }) => sum + dollars, 0);
  const rows = [
    ...parts.map(({ what, count, dollars }) => [what, count.toLocaleString('en-US'), dollars.toFixed(2)]),
    ['all of it', '', total.toFixed(2)],
  ];
  const header = ['what a user can do', 'an hour', '$ an hour'];
  const widths = header.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}
