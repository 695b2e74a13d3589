import { resourcesOf, type Finding, type Template } from './template.js';

/** The source of a permission: an API of this stack, with its account, Region and partition, and something of it. */
const SOURCE =
  /^arn:\$\{AWS::Partition\}:execute-api:\$\{AWS::Region\}:\$\{AWS::AccountId\}:\$\{(\w+)\}\/(?:(?!authorizers\/)[\w-]+\/.+|authorizers\/\$\{\w+\})$/;

/**
 * The permissions to call a function that API Gateway has for more than one API of the stack's own, and that EventBridge
 * has for more than one rule of it. Without a source an API or a rule of any AWS account can call the function; an account
 * alone would let in every one of it.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function permissionSources(template: Template): readonly Finding[] {
  const apis = new Set(resourcesOf(template, 'AWS::ApiGatewayV2::Api').map(([id]) => id));
  const rules = new Set(resourcesOf(template, 'AWS::Events::Rule').map(([id]) => id));
  return resourcesOf(template, 'AWS::Lambda::Permission').flatMap(([resource, { SourceArn }]) => {
    if (rules.has(ruleOf(SourceArn))) return [];
    if (SourceArn === undefined) return [{ rule: 'permission-source', resource, detail: 'has no SourceArn' }];
    const [, api = ''] = SOURCE.exec(substituted(SourceArn)) ?? [];
    const detail = 'has a SourceArn that is not of one API of this stack';
    return apis.has(api) ? [] : [{ rule: 'permission-source', resource, detail }];
  });
}

/** The rule of EventBridge whose ARN it is. */
function ruleOf(source: unknown): string {
  const [id, attribute]: readonly unknown[] = Object(Object(source)['Fn::GetAtt'] ?? []);
  return attribute === 'Arn' ? String(id) : '';
}

function substituted(value: unknown): string {
  const text: unknown = Object(value)['Fn::Sub'];
  return typeof text === 'string' ? text : '';
}
