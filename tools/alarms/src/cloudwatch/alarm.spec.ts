import { describe, expect, it } from '@jest/globals';
import { alarmsOf, rings, type Alarm } from './alarm.js';
import { MetricStore, type MetricName } from './metric-store.js';

const MINUTE = 60_000;
const errors: MetricName = { namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: 'room' } };
const common = {
  ...{ ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching', Threshold: 5 },
  ...{ EvaluationPeriods: 3, DatapointsToAlarm: 2 },
};
const metric = {
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'FunctionName', Value: 'room' }],
};

function alarm(properties: object): Alarm {
  const Resources = {
    ErrorsAlarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { ...common, ...properties } },
  };
  const [one] = alarmsOf({ Resources }, String);
  if (one === undefined) throw new Error('no alarm');
  return one;
}

/** The sums of the minutes, by a point in the middle of each; `null` for none. */
function measured(...minutes: (number | null)[]): MetricStore {
  const store = new MetricStore();
  minutes.forEach((value, index) => {
    if (value !== null) store.add(errors, (index + 0.5) * MINUTE, value);
  });
  return store;
}

const single = { ...metric, Statistic: 'Sum', Period: 60 };
const math = {
  Metrics: [
    { Id: 'value', Expression: 'FILL(errors, 0) * 2' },
    { Id: 'errors', ReturnData: false, MetricStat: { Period: 60, Stat: 'Sum', Metric: metric } },
  ],
};

describe('an alarm on the threshold 5, two of three minutes', () => {
  it.each([
    [[6, 6], true],
    [[6, 0, 6], true],
    [[6, 0, 0, 6], false],
    [[5, 5, 5], false],
    [[6, null, null], false],
    [[6, null, 6], true],
    [[], false],
  ])('with the minutes %j: %s', (minutes, expected) => {
    expect(rings(alarm(single), measured(...minutes), minutes.length * MINUTE)).toBe(expected);
  });

  it('may be of an expression', () => {
    expect(rings(alarm(math), measured(3, 3), 2 * MINUTE)).toBe(true);
    expect(rings(alarm(math), measured(2, 2), 2 * MINUTE)).toBe(false);
    expect(rings(alarm(math), measured(), 2 * MINUTE)).toBe(false);
  });

  it('may be of a percentile or a maximum', () => {
    const store = new MetricStore();
    for (const value of [...Array.from({ length: 98 }, () => 1), 50, 900])
      store.add(errors, MINUTE / 2, value);
    expect(store.statistic(errors, 'p99', 0, MINUTE)).toBe(50);
    expect(store.statistic(errors, 'Maximum', 0, MINUTE)).toBe(900);
    expect(() => store.statistic(errors, 'IQM', 0, MINUTE)).toThrow(TypeError);
  });

  it.each([{ ComparisonOperator: 'LessThanThreshold' }, { TreatMissingData: 'breaching' }])(
    'is refused with %j, which nothing here evaluates',
    (change) => {
      expect(() => alarm({ ...single, ...change })).toThrow(TypeError);
    },
  );
});
