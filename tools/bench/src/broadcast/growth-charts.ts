import { lineChart, type Point } from '../chart/line-chart.js';
import type { ResultRow } from '../report/result-row.js';
import type { ChartFile } from '../suite.js';
import { again, CASES, GROWTH, SAMPLE_GROWTH } from './cases.js';

/** How time and CPU grow with the room. */
export function growthCharts(rows: readonly ResultRow[]): readonly ChartFile[] {
  const lines = (metric: string) => [
    { name: 'AWS sample', points: curve(rows, metric, 'sample', SAMPLE_GROWTH) },
    { name: 'this chat, first message of a process', points: curve(rows, metric, 'chat', GROWTH, false) },
    { name: 'this chat, again', points: curve(rows, metric, 'chat', GROWTH) },
  ];
  return [
    {
      file: 'broadcast-time.svg',
      svg: lineChart({
        x: 'members',
        y: 'undisturbed seconds to the last recipient',
        lines: lines('undisturbed'),
      }),
    },
    {
      file: 'broadcast-cpu.svg',
      svg: lineChart({ x: 'members', y: 'µs of CPU a delivery', lines: lines('CPU a delivery') }),
    },
  ];
}

function curve(
  rows: readonly ResultRow[],
  metric: string,
  algorithm: string,
  sizes: readonly number[],
  later = true,
): readonly Point[] {
  return sizes.flatMap((members) => {
    const one = CASES.find((the) => the.algorithm === algorithm && the.members === members);
    if (one === undefined) return [];
    const name = later ? again(one.row) : one.row;
    const found = rows.find((row) => row.row === name && row.metric === metric);
    return found === undefined ? [] : [{ x: members, y: found.value }];
  });
}
