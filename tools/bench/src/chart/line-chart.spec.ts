import { describe, expect, it } from '@jest/globals';
import { lineChart } from './line-chart.js';

/** The positions of the points of each line, as the chart draws them. */
const positions = (svg: string): number[][][] =>
  [...svg.matchAll(/<polyline[^>]* points="([^"]*)"/g)].map(([, points = '']) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  );

describe('lineChart', () => {
  it('draws what grows in proportion as a straight line, and what does not as none', () => {
    const xs = [1_000, 10_000, 100_000];
    const line = (name: string, of: (x: number) => number) => ({
      name,
      points: xs.map((x) => ({ x, y: of(x) })),
    });
    const svg = lineChart({
      x: 'members',
      y: 's',
      lines: [line('a', (x) => x / 1e3), line('b', (x) => x + 9e4)],
    });
    const bends = positions(svg).map((points) => {
      const [first = [], middle = [], last = []] = points;
      return Math.abs(((first[1] ?? 0) + (last[1] ?? 0)) / 2 - (middle[1] ?? 0));
    });
    expect(bends[0]).toBeLessThan(0.2);
    expect(bends[1]).toBeGreaterThan(5);
  });

  it('names axes, lines and powers of ten', () => {
    const svg = lineChart({
      x: 'members',
      y: 'µs',
      lines: [{ name: 'a < b & c', points: [{ x: 20, y: 3 }] }],
    });
    for (const name of ['>members<', '>µs<', '>10<', '>100<', '>1<', '>a &lt; b &amp; c<']) {
      expect(svg).toContain(name);
    }
  });
});
