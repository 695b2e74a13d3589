import { ServiceError } from '../service-error.js';
import { at } from '../serverless-file/variables.js';
import type { Condition, Operator, Statement } from './statement.js';

/** A text of the template as CloudFormation would compute it; `undefined` where it is not about this machine. */
export type Compute = (value: unknown, path: string) => string | undefined;

const OPERATOR =
  /^(?:(ForAllValues|ForAnyValue):)?(StringEquals|StringNotEquals|StringEqualsIgnoreCase|StringLike|StringNotLike|ArnEquals|ArnLike|Bool|Null)(IfExists)?$/;

/**
 * The statements of a policy. Those about resources which this machine does not have, such as log groups, are left out.
 * @param policy - its `Statement`: one or a list, variables resolved
 * @throws ServiceError for a condition whose operator is not known here: left out, it would allow too much
 */
export function readStatements(policy: unknown, compute: Compute, path: string): readonly Statement[] {
  return list(policy).flatMap((statement, index) => {
    const place = `${path}.${index}`;
    const texts = (key: string) =>
      list(at(statement, key)).flatMap((value) => compute(value, `${place}.${key}`) ?? []);
    const notActions = at(statement, 'NotAction') !== undefined;
    const notResources = at(statement, 'NotResource') !== undefined;
    const resources = texts(notResources ? 'NotResource' : 'Resource');
    if (resources.length === 0) return [];
    return {
      allow: at(statement, 'Effect') === 'Allow',
      actions: texts(notActions ? 'NotAction' : 'Action'),
      notActions,
      resources,
      notResources,
      conditions: conditionsOf(at(statement, 'Condition'), compute, `${place}.Condition`),
    };
  });
}

function conditionsOf(block: unknown, compute: Compute, path: string): readonly Condition[] {
  return Object.entries(block ?? {}).flatMap(([name, keys]: [string, unknown]) => {
    const [, quantifier, operator, ifExists] = OPERATOR.exec(name) ?? [];
    if (operator === undefined)
      throw new ServiceError('unknown_intrinsic', `the operator ${name} is not known here`, { path });
    return Object.entries(keys ?? {}).map(([key, values]: [string, unknown]) => ({
      operator: operator as Operator,
      quantifier: quantifier as Condition['quantifier'],
      ifExists: ifExists !== undefined,
      key: key.toLowerCase(),
      values: list(values).flatMap((value) => compute(value, `${path}.${name}.${key}`) ?? []),
    }));
  });
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
