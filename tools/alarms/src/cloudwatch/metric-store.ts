/** What names a metric: two with other dimensions are two metrics. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Point {
  /** Emulated milliseconds. */
  readonly at: number;
  readonly value: number;
}

/** The data points of all metrics, by emulated time. */
export class MetricStore {
  readonly #points = new Map<string, Point[]>();

  add(metric: MetricName, at: number, value: number): void {
    const key = keyOf(metric);
    this.#points.set(key, [...(this.#points.get(key) ?? []), { at, value }]);
  }

  /** Forgets all that was measured. */
  clear(): void {
    this.#points.clear();
  }

  /**
   * A statistic over a period: `Sum`, `Maximum`, or a percentile such as `p99`.
   * @returns `undefined` where nothing was measured
   */
  statistic(metric: MetricName, stat: string, from: number, to: number): number | undefined {
    const values = (this.#points.get(keyOf(metric)) ?? [])
      .filter(({ at }) => at >= from && at < to)
      .map(({ value }) => value);
    if (values.length === 0) return undefined;
    if (stat === 'Sum') return values.reduce((sum, value) => sum + value, 0);
    if (stat === 'Maximum') return Math.max(...values);
    const [, percent] = /^p(\d+)$/.exec(stat) ?? [];
    if (percent === undefined) throw new TypeError(`not a statistic that our alarms use: ${stat}`);
    return values.sort((a, b) => a - b)[Math.ceil((Number(percent) / 100) * values.length) - 1];
  }
}

function keyOf({ namespace, name, dimensions }: MetricName): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);
}
