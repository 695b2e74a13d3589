import { median } from '../median.js';
import type { ResultRow } from '../report/result-row.js';
import { again, OURS, type Case } from './cases.js';
import type { BroadcastResult } from './client.js';
import type { Measured } from './measure.js';

/** What a case has come to, one for each round. */
export type Results = ReadonlyMap<string, readonly Measured[]>;

/** One row: a figure is the median over the rounds. */
interface Row {
  readonly name: string;
  readonly broadcasts: readonly BroadcastResult[];
  readonly last: Measured;
}

type Figure = (broadcast: BroadcastResult) => number;

const seconds: Figure = (one) => one.seconds;
const cost: Figure = (one) => (one.cpuSeconds / Math.max(1, one.reached)) * 1e6;
const undisturbed: Figure = (one) => one.seconds - one.waitedSeconds;
const share: Figure = (one) => (undisturbed(one) / Math.max(1, one.reached)) * 1e6;
const of = (row: Row, figure: Figure): number => median(row.broadcasts.map(figure));

/** All figures of all cases: the first broadcast of a process and, where there were several, the last. */
export function rowsOf(cases: readonly Case[], results: Results): readonly ResultRow[] {
  const rows = new Map(cases.flatMap((one) => rowsOfCase(one, results)).map((row) => [row.name, row]));
  return cases.flatMap(({ row, algorithm, against }) => {
    // A room of another size has the cost of a delivery to be compared, and nothing else.
    const unit = algorithm === 'chat' && against === undefined ? OURS : undefined;
    return [(name: string) => name, again].flatMap((named) => {
      const one = rows.get(named(row));
      const other = (name: string | undefined) => (name === undefined ? undefined : rows.get(named(name)));
      return one === undefined ? [] : figures(one, other(against), other(unit));
    });
  });
}

function rowsOfCase({ row }: Case, results: Results): readonly Row[] {
  const measured = results.get(row) ?? [];
  const last = measured.at(-1);
  if (last === undefined) return [];
  const failed = measured.find(({ failure }) => failure !== null);
  if (failed !== undefined) throw new Error(`${row}: ${failed.failure}`);
  const pick = (name: string, at: number): Row => ({
    name,
    broadcasts: measured.flatMap(({ broadcasts }) => broadcasts.at(at) ?? []),
    last,
  });
  return last.broadcasts.length > 1 ? [pick(row, 0), pick(again(row), -1)] : [pick(row, 0)];
}

/** @param unit - the row of another size, whose cost of a delivery this one's is a multiple of */
function figures(row: Row, against: Row | undefined, unit: Row | undefined): readonly ResultRow[] {
  const { name, broadcasts, last } = row;
  const base = { suite: 'broadcast', row: name };
  const to = (other: Row | undefined, figure: Figure) =>
    other === undefined ? {} : { ratioTo: { row: other.name, ratio: of(row, figure) / of(other, figure) } };
  const reached = Math.min(...broadcasts.map((one) => one.reached));
  const twice = Math.max(...broadcasts.map((one) => one.twice));
  return [
    { ...base, metric: 'time', value: of(row, seconds), unit: 's', ...to(against, seconds) },
    {
      ...{ ...base, metric: 'undisturbed', value: of(row, undisturbed), unit: 's' },
      ...to(against, undisturbed),
    },
    { ...base, metric: 'a delivery', value: of(row, share), unit: 'µs', ...to(unit, share) },
    { ...base, metric: 'CPU a delivery', value: of(row, cost), unit: 'µs', ...to(against ?? unit, cost) },
    { ...base, metric: 'posts', value: of(row, ({ rate }) => rate), unit: '1/s' },
    { ...base, metric: 'peak memory', value: last.peakBytes / 1e6, unit: 'MB' },
    { ...base, metric: 'reached', value: reached, unit: '' },
    { ...base, metric: 'reached twice', value: twice, unit: '' },
    ...(last.deleted === null ? [] : [{ ...base, metric: 'rows deleted', value: last.deleted, unit: '' }]),
  ];
}
