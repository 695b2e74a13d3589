import type { AwsCall, Condition, Operator, Role, Statement } from './statement.js';

/**
 * Whether a role allows a call, as IAM decides it: what any statement denies is denied, what none allows is, too.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed({ statements, complete }: Role, call: AwsCall): boolean {
  const about = statements.filter((statement) => isAbout(statement, call));
  return about.every(({ allow }) => allow) && (about.length > 0 || !complete);
}

function isAbout(statement: Statement, { action, resource, context }: AwsCall): boolean {
  const { actions, notActions, resources, notResources, conditions } = statement;
  const named = actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  if (named === notActions) return false;
  const meant =
    resource === undefined || resources.some((pattern) => matches(account(pattern), account(resource)));
  if (resource !== undefined && meant === notResources) return false;
  return conditions.every((condition) => holds(condition, context[condition.key]));
}

/** The local SQS has an account of its own; here it is the same as that of the rest. */
const account = (arn: string) => arn.replace(':000000000000:', ':123456789012:');

/** `*` is any text, `?` any character. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

const COMPARE: Readonly<Record<Operator, (pattern: string, text: string) => boolean>> = {
  StringEquals: (pattern, text) => pattern === text,
  StringNotEquals: (pattern, text) => pattern === text,
  StringEqualsIgnoreCase: (pattern, text) => pattern.toLowerCase() === text.toLowerCase(),
  StringLike: matches,
  StringNotLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
  Bool: (pattern, text) => pattern.toLowerCase() === text.toLowerCase(),
  Null: () => false,
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(condition: Condition, found: readonly string[] | undefined): boolean {
  const { operator, quantifier, ifExists, values } = condition;
  if (operator === 'Null') return values.includes(String(found === undefined));
  const negated = operator === 'StringNotEquals' || operator === 'StringNotLike';
  if (found === undefined) return ifExists || negated || quantifier === 'ForAllValues';
  const equal = (text: string) => values.some((pattern) => COMPARE[operator](pattern, text));
  const one = (text: string) => equal(text) !== negated;
  return quantifier === 'ForAllValues' ? found.every(one) : found.some(one);
}
