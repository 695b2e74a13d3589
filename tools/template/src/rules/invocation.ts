import { at, type TemplateResource } from './template.js';

/** A call of a function by an AWS service, as Lambda sees it. */
export interface Invocation {
  /** The service: `apigateway.amazonaws.com`. */
  readonly principal: string;
  /** On whose behalf: for API Gateway, the route or the authorizer. */
  readonly sourceArn: string;
}

/**
 * Whether a permission of a function lets a service call it, as Lambda would decide: `SourceArn` becomes the condition
 * `ArnLike` on `AWS:SourceArn`; without one, any source of any account is let in.
 * @param deployed - a text of the template, as CloudFormation would compute it
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function isPermitted(
  { Properties }: TemplateResource,
  { principal, sourceArn }: Invocation,
  deployed: (value: unknown) => string,
): boolean {
  if (at(Properties, 'Action') !== 'lambda:InvokeFunction' || at(Properties, 'Principal') !== principal)
    return false;
  const source = at(Properties, 'SourceArn');
  return source === undefined || isArnLike(deployed(source), sourceArn);
}

/**
 * Whether an ARN matches a pattern, where `*` stands for any text and `?` for one character, each within one of the six
 * parts.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function isArnLike(pattern: string, arn: string): boolean {
  const [patterns, parts] = [partsOf(pattern), partsOf(arn)];
  return (
    patterns.length === 6 &&
    parts.length === 6 &&
    patterns.every((one, index) => isLike(one, parts[index] ?? ''))
  );
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function isLike(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
