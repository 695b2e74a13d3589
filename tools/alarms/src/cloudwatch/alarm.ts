import { at, listed, resourcesOf, type Template } from '@serverless-ws/template/rules/template.js';
import { valueOf } from './expression.js';
import type { MetricName, MetricStore } from './metric-store.js';

/** A metric that an alarm reads. */
interface Measured extends MetricName {
  /** Its name in the alarm's expression. */
  readonly id: string;
  readonly stat: string;
}

/** An alarm of the template. */
export interface Alarm {
  /** Its logical id, without `Alarm`. */
  readonly id: string;
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly expression: string;
  readonly metrics: readonly Measured[];
}

/** The value of a reference in a template. */
export type Resolve = (value: unknown) => string;

/**
 * The alarms of a template.
 * @throws TypeError for one that is set otherwise than ours: breaching below a threshold, or by missing data
 */
export function alarmsOf(template: Template, resolve: Resolve): readonly Alarm[] {
  return resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([logicalId, properties]) => {
    const { ComparisonOperator, TreatMissingData, EvaluationPeriods, DatapointsToAlarm } = properties;
    if (ComparisonOperator !== 'GreaterThanThreshold' || TreatMissingData !== 'notBreaching')
      throw new TypeError(
        `${logicalId} is not an alarm above a threshold that takes missing data for health`,
      );
    return {
      ...(properties['Metrics'] === undefined ? single(properties, resolve) : math(properties, resolve)),
      id: logicalId.replace(/Alarm$/, ''),
      threshold: Number(properties['Threshold']),
      evaluationPeriods: Number(EvaluationPeriods),
      datapointsToAlarm: Number(DatapointsToAlarm),
    };
  });
}

type Source = Pick<Alarm, 'period' | 'expression' | 'metrics'>;

function single(properties: Readonly<Record<string, unknown>>, resolve: Resolve): Source {
  const stat = String(properties['Statistic'] ?? properties['ExtendedStatistic']);
  const metrics = [{ ...nameOf(properties, resolve), id: 'value', stat }];
  return { period: Number(properties['Period']), expression: 'value', metrics };
}

function math(properties: Readonly<Record<string, unknown>>, resolve: Resolve): Source {
  const queries = listed(properties['Metrics']);
  const measured = queries.filter((query) => at(query, 'MetricStat') !== undefined);
  const metrics = measured.map((query) => ({
    ...nameOf(at(at(query, 'MetricStat'), 'Metric'), resolve),
    id: String(at(query, 'Id')),
    stat: String(at(at(query, 'MetricStat'), 'Stat')),
  }));
  const expression = queries.map((query) => at(query, 'Expression')).find((one) => one !== undefined);
  const period = Number(at(at(measured[0], 'MetricStat'), 'Period'));
  return { period, expression: String(expression), metrics };
}

function nameOf(metric: unknown, resolve: Resolve): MetricName {
  const dimensions = listed(at(metric, 'Dimensions')).map((one) => [
    String(at(one, 'Name')),
    resolve(at(one, 'Value')),
  ]);
  return {
    namespace: String(at(metric, 'Namespace')),
    name: String(at(metric, 'MetricName')),
    dimensions: Object.fromEntries(dimensions),
  };
}

/**
 * Whether an alarm is in `ALARM` at a time: enough of its last periods breach the threshold; those without data do not.
 *
 * @param now - emulated milliseconds, at the end of a minute
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function rings(alarm: Alarm, store: MetricStore, now: number): boolean {
  const { period, evaluationPeriods, datapointsToAlarm, threshold, expression, metrics } = alarm;
  const length = period * 1_000;
  const breaching = Array.from(
    { length: evaluationPeriods },
    (_, index) => now - (index + 1) * length,
  ).filter((from) => {
    const values = metrics.map(
      (one) => [one.id, store.statistic(one, one.stat, from, from + length)] as const,
    );
    // An expression of metrics that have no data at all has none either.
    if (values.every(([, value]) => value === undefined)) return false;
    const value = valueOf(expression, Object.fromEntries(values));
    return value !== undefined && value > threshold;
  });
  return breaching.length >= datapointsToAlarm;
}
