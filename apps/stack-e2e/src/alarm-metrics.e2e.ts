import { beforeAll, expect, it } from '@jest/globals';
import type { PackagedStack } from '@serverless-ws/template/package-stack.js';
import { ofType } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html: an alarm on
 * an expression has ten metrics at most.
 */
const METRICS = 10;

let dev: PackagedStack;
beforeAll(async () => {
  dev = await packagedDev.read();
});

it('no alarm has more metrics than CloudWatch takes', () => {
  const alarms = ofType(dev, 'AWS::CloudWatch::Alarm').map(({ Properties }) => {
    const metrics: unknown = Properties['Metrics'];
    const own = Array.isArray(metrics) ? metrics.filter((metric) => 'MetricStat' in Object(metric)) : [];
    return { name: Properties['AlarmName'], metrics: own.length };
  });
  expect(alarms.length).toBeGreaterThan(10);
  expect(alarms.filter(({ metrics }) => metrics > METRICS)).toEqual([]);
});
