import type { ResultRow } from './result-row.js';

/** Rows of one suite as a Markdown table: a line for each row, a column for each metric. */
export function markdownTable(rows: readonly ResultRow[]): string {
  const metrics = [...new Map(rows.map((row) => [row.metric, row.unit]))];
  const names = [...new Set(rows.map((row) => row.row))];
  const header = ['', ...metrics.map(([metric, unit]) => (unit === '' ? metric : `${metric} (${unit})`))];
  const lines = names.map((name) => [
    name,
    ...metrics.map(([metric]) => cell(rows.find((row) => row.row === name && row.metric === metric))),
  ]);
  const rule = header.map((_, index) => (index === 0 ? '---' : '--:'));
  return [header, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(row: ResultRow | undefined): string {
  if (row === undefined) return '';
  const value = figure(row.value);
  return row.ratioTo === undefined ? value : `${value} · ${figure(row.ratioTo.ratio)} ×`;
}

/** Three digits that count; more would be noise. */
function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString('en-US', { maximumFractionDigits: 4 });
}
