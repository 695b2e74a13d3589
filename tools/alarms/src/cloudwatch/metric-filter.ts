import { at, listed, resourcesOf, type Template } from '@serverless-ws/template/rules/template.js';
import type { MetricName } from './metric-store.js';

/** A metric filter of the template: which lines of which function make which metric. */
export interface MetricFilter {
  /** The logical id of the log group. */
  readonly logGroup: string;
  readonly conditions: readonly Condition[];
  readonly namespace: string;
  readonly name: string;
  /** A number, or the field that holds it. */
  readonly value: string;
  /** Dimensions, with the field that holds each. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A condition on one field of a line. */
interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly operand: string;
}

/** A data point that a line makes. */
export interface Extracted extends MetricName {
  readonly value: number;
}

/** The metric filters of a template. */
export function metricFilters(template: Template): readonly MetricFilter[] {
  return resourcesOf(template, 'AWS::Logs::MetricFilter').flatMap(([, properties]) =>
    listed(properties['MetricTransformations']).map((transformation) => ({
      logGroup: String(at(properties['LogGroupName'], 'Ref')),
      conditions: conditionsOf(String(properties['FilterPattern'])),
      namespace: String(at(transformation, 'MetricNamespace')),
      name: String(at(transformation, 'MetricName')),
      value: String(at(transformation, 'MetricValue')),
      dimensions: Object.fromEntries(
        listed(at(transformation, 'Dimensions')).map((one) => [
          String(at(one, 'Key')),
          String(at(one, 'Value')),
        ]),
      ),
    })),
  );
}

const CONDITION = /^\$\.(\w+) (?:(=|>=|>) (\S+|"[^"]*")|IS (TRUE|FALSE))$/;

/**
 * The conditions of a JSON filter pattern, all of which a line must meet.
 * @throws TypeError for what our filters do not use
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
function conditionsOf(pattern: string): readonly Condition[] {
  const [, inside] = /^\{ (.+) \}$/.exec(pattern) ?? [];
  if (inside === undefined) throw new TypeError(`not a filter of JSON lines: ${pattern}`);
  return inside.split(' && ').map((text) => {
    const [, field, operator = 'IS', operand, truth] = CONDITION.exec(text) ?? [];
    if (field === undefined) throw new TypeError(`not a condition that our filters use: ${text}`);
    return { field, operator, operand: truth?.toLowerCase() ?? operand ?? '' };
  });
}

/** The data point that a line makes; `null` where it does not match. */
export function extracted(filter: MetricFilter, line: Readonly<Record<string, unknown>>): Extracted | null {
  if (!filter.conditions.every((condition) => holds(condition, line[condition.field]))) return null;
  const field = (path: string): unknown => (path.startsWith('$.') ? line[path.slice(2)] : path);
  const dimensions = Object.fromEntries(
    Object.entries(filter.dimensions).map(([name, path]) => [name, String(field(path))]),
  );
  const { namespace, name } = filter;
  return { namespace, name, dimensions, value: Number(field(filter.value)) };
}

function holds({ operator, operand }: Condition, value: unknown): boolean {
  if (operator === 'IS') return String(value) === operand && typeof value === 'boolean';
  if (operator === '>=') return typeof value === 'number' && value >= Number(operand);
  if (operator === '>') return typeof value === 'number' && value > Number(operand);
  const text = operand.replace(/^"|"$/g, '');
  return typeof value === 'string' && (text === '*' || value === text);
}
