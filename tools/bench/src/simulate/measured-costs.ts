import { CommandError } from '@serverless-ws/command-line/command.js';
import type { ResultRow } from '../report/result-row.js';

/** The row and the metric that say what a signed post over TLS takes. */
const ROW = 'TLS, 10 ms: this gateway';
const METRIC = 'CPU a post';

/**
 * Microseconds of CPU of one post, as measured.
 * @param source - the rows of `npm run bench -- fan-out --json`, or the text of docs/benchmarks.md
 * @throws CommandError when it was not measured
 */
export function cpuOfPost(source: string | readonly ResultRow[]): number {
  const found = typeof source === 'string' ? fromDocument(source) : fromRows(source);
  if (found === undefined || !Number.isFinite(found)) {
    throw new CommandError(`no "${METRIC}" of "${ROW}": measure it with npm run bench -- fan-out`, 1);
  }
  return found;
}

function fromRows(rows: readonly ResultRow[]): number | undefined {
  return rows.find(({ row, metric }) => row === ROW && metric === METRIC)?.value;
}

/** A cell of a Markdown table: its first number, before what it is compared with. */
function fromDocument(document: string): number | undefined {
  const lines = document.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const at = lines.findIndex(([, name]) => name === ROW);
  const header = lines
    .slice(0, Math.max(0, at))
    .findLast((cells) => cells.some((cell) => cell.startsWith(METRIC)));
  const column = header?.findIndex((cell) => cell.startsWith(METRIC)) ?? -1;
  const cell = lines[at]?.[column];
  return cell === undefined ? undefined : Number(cell.split(' ')[0]?.replaceAll(',', ''));
}
