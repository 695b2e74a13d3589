import { beforeAll, expect, it } from '@jest/globals';
import type { PackagedStack, Resource } from '@serverless-ws/template/package-stack.js';
import { at } from '@serverless-ws/template/rules/template.js';
import { functions, ofType, permissions } from '@serverless-ws/template/template.js';
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

/**
 * Metrics that alarms read, each at $0.10 a month: `ALARMS` of the bill and docs/deploy.md are computed from it. One is read
 * where busy rooms are batched only, and one where there are events.
 */
const ALL_METRICS = 28;

it('no alarm has more metrics than CloudWatch takes', () => {
  const alarms = ofType(dev, 'AWS::CloudWatch::Alarm').map(({ Properties }) => {
    const metrics: unknown = Properties['Metrics'];
    const own = Array.isArray(metrics) ? metrics.filter((metric) => 'MetricStat' in Object(metric)) : [];
    return { name: Properties['AlarmName'], metrics: own.length };
  });
  expect(alarms.length).toBeGreaterThan(10);
  expect(alarms.filter(({ metrics }) => metrics > METRICS)).toEqual([]);
  // One that has no expression reads one metric.
  expect(alarms.reduce((sum, { metrics }) => sum + Math.max(1, metrics), 0)).toBe(ALL_METRICS);
});

it('every metric of ours that an alarm reads is made of lines', () => {
  const made = new Set(ofType(dev, 'AWS::Logs::MetricFilter').flatMap((filter) => ownMetrics(filter)));
  const read = ofType(dev, 'AWS::CloudWatch::Alarm').flatMap((alarm) => ownMetrics(alarm));
  expect(new Set(read).size).toBeGreaterThan(3);
  expect(read.filter((name) => !made.has(name))).toEqual([]);
});

it('posts of every function that stores entries, and of every worker, count in all metrics of posts', () => {
  // Who stores an entry may leave its fan-out to workers.
  const storing = functions.filter((name) =>
    permissions(dev, `${name}Role`).some(
      ([actions, on]) => actions.includes('sqs:SendMessage') && JSON.stringify(on).includes('BroadcastQueue'),
    ),
  );
  const posting = [...new Set([...storing, 'Broadcast', 'BroadcastBusy'])].toSorted();
  expect(posting.length).toBeGreaterThan(5);
  const metrics = ['Delivered', 'Gone', 'Undelivered', 'BroadcastTime', 'ThrottledPosts'];
  expect(metrics.map((metric) => countedOf(metric))).toEqual(metrics.map(() => posting));
});

it('what fails for a reason of ours is counted of every function that answers frames', () => {
  const others = ['Authorizer', 'Broadcast', 'BroadcastBusy', 'Events'];
  const answering = functions.filter((name) => !others.includes(name));
  expect(countedOf('FailedRequests')).toEqual(answering.toSorted());
});

/** The functions of whose lines a metric is made. */
function countedOf(metric: string): readonly string[] {
  return ofType(dev, 'AWS::Logs::MetricFilter')
    .filter((filter) => ownMetrics(filter).some((name) => name.endsWith(`/${metric}`)))
    .map(({ Properties }) => String(at(Properties['LogGroupName'], 'Ref')).replace(/LogGroup$/, ''))
    .toSorted();
}

/** The metrics of the product's own namespace that a filter makes or an alarm reads, each after its namespace. */
function ownMetrics({ Properties }: Resource): readonly string[] {
  const found: string[] = [];
  JSON.stringify(Properties, (_, value: unknown) => {
    const namespace = String(at(value, 'MetricNamespace') ?? at(value, 'Namespace'));
    if (namespace.startsWith('ServerlessWsChat/'))
      found.push(`${namespace}/${String(at(value, 'MetricName'))}`);
    return value;
  });
  return found;
}
