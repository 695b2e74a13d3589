import { policyStatements } from './policy-statements.js';
import { at, listed, resourcesOf, type Finding, type Template } from './template.js';

/**
 * What allows more than it names: an action with a `*`, a resource that is `*` or of any account, or all but what it
 * names (`NotAction`, `NotResource`). Denials may be as wide as they like.
 */
export function openStatements(template: Template): readonly Finding[] {
  const permissions = resourcesOf(template, 'AWS::Lambda::Permission').map(([resource, { Action }]) => ({
    resource,
    statement: { Effect: 'Allow', Action },
  }));
  return [...policyStatements(template), ...permissions]
    .filter(({ statement }) => at(statement, 'Effect') !== 'Deny')
    .flatMap(({ resource, statement }) => [
      ...actionsOf(statement)
        .filter((action) => action.includes('*'))
        .map((detail) => ({ rule: 'wildcard-action', resource, detail })),
      ...resourcesIn(statement)
        .filter(isOpen)
        .map((detail) => ({ rule: 'wildcard-resource', resource, detail })),
    ]);
}

function actionsOf(statement: unknown): readonly string[] {
  const not = at(statement, 'NotAction') === undefined ? [] : ['* (NotAction)'];
  return [...listed(at(statement, 'Action')).map(String), ...not];
}

function resourcesIn(statement: unknown): readonly string[] {
  const not = at(statement, 'NotResource') === undefined ? [] : ['*'];
  return [...listed(at(statement, 'Resource')).map(written), ...not];
}

/** A resource as it is written, whether or not it is to be substituted. */
function written(resource: unknown): string {
  const text = at(resource, 'Fn::Sub') ?? resource;
  return typeof text === 'string' ? text : JSON.stringify(text);
}

/** `*`, and ARNs whose service, account or resource is nothing but `*`. */
function isOpen(resource: string): boolean {
  // `${AWS::Region}` and the like have colons of their own.
  const [arn, , service, , account, ...rest] = resource.replace(/\$\{[^}]*\}/g, 'x').split(':');
  return resource === '*' || (arn === 'arn' && [service, account, rest.join(':')].includes('*'));
}
