import type { DefinitionReference, PropertyType } from '@aws-cdk/service-spec-types';

/** What is wrong with an object of a type that has a definition of its own. */
export type ObjectProblems = (
  value: object,
  reference: DefinitionReference['reference'],
  path: string,
) => readonly string[];

/**
 * What is wrong with a value of a template. Numbers and truth values may be texts, as CloudFormation turns one into the
 * other; what an intrinsic function comes to is not known here, so it is right.
 */
export function typeProblems(
  value: unknown,
  type: PropertyType,
  path: string,
  objectProblems: ObjectProblems,
): readonly string[] {
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    case 'array':
      if (!Array.isArray(value)) return [`${path} is not a list`];
      return value.flatMap((one: unknown, index) =>
        typeProblems(one, type.element, `${path}[${index}]`, objectProblems),
      );
    case 'map':
      if (!isObject(value)) return [`${path} is not a map`];
      return Object.entries(value).flatMap(([key, one]) =>
        typeProblems(one, type.element, `${path}.${key}`, objectProblems),
      );
    case 'ref':
      return isObject(value) ? objectProblems(value, type.reference, path) : [`${path} is not an object`];
    case 'union': {
      const problems = type.types.map((one) => typeProblems(value, one, path, objectProblems));
      return problems.some((list) => list.length === 0) ? [] : (problems[0] ?? []);
    }
    default:
      return isOfType(value, type) ? [] : [`${path} is not ${wanted(type)}`];
  }
}

function isOfType(value: unknown, type: PropertyType): boolean {
  switch (type.type) {
    case 'string':
      return isText(value) && (type.allowedValues?.includes(String(value)) ?? true);
    case 'integer':
      return isText(value) && /^-?\d+$/.test(String(value));
    case 'number':
      return isText(value) && Number.isFinite(Number(value));
    case 'boolean':
      return isText(value) && /^(?:true|false)$/.test(String(value));
    case 'tag':
      return isObject(value);
    default:
      return true;
  }
}

function wanted(type: PropertyType): string {
  return type.type === 'string' && type.allowedValues !== undefined
    ? `one of ${type.allowedValues.join(', ')}`
    : `of type ${type.type}`;
}

function isIntrinsic(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [name = '', ...more] = Object.keys(value);
  return more.length === 0 && /^(?:Ref|Fn::\w+)$/.test(name);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What CloudFormation makes a text of. */
function isText(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
