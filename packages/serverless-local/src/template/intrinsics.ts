import type { ScalarTag, CollectionTag } from 'yaml';
import { ServiceError } from '../service-error.js';

/** What a reference in a template comes to on this machine: `Ref`s by name, attributes by `Name.Attribute`. */
export type References = (name: string) => string | undefined;

/**
 * Whether a condition of the template holds, by its name.
 * @throws ServiceError where there is none of this name
 */
export type Conditions = (name: string) => boolean;

const FUNCTIONS = [
  ...['Ref', 'Condition', 'Sub', 'GetAtt', 'Join', 'If', 'Equals', 'Not', 'And', 'Or', 'Select', 'Split'],
  ...['FindInMap', 'ImportValue', 'Base64', 'GetAZs', 'Cidr', 'ToJsonString', 'Length'],
];
const longForm = (name: string) => (name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`);

/** CloudFormation's short forms (`!Ref Table`) as YAML tags that read like the long ones (`{Ref: Table}`). */
export const cloudFormationTags: readonly (ScalarTag | CollectionTag)[] = FUNCTIONS.flatMap(
  (name) =>
    [
      { tag: `!${name}`, resolve: (text: string) => ({ [longForm(name)]: text }) },
      {
        tag: `!${name}`,
        collection: 'seq' as const,
        resolve: (items: { toJSON(): unknown }) => ({ [longForm(name)]: items.toJSON() }),
      },
    ] as (ScalarTag | CollectionTag)[],
);

/**
 * A text as CloudFormation would compute it.
 * @param conditions - what `Fn::If` asks; without it, that cannot be computed
 * @returns `undefined` where it refers to something that this machine does not have, such as a bucket
 * @throws ServiceError for a function that is not known here
 */
export function computed(
  value: unknown,
  references: References,
  path: string,
  conditions?: Conditions,
): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined || value === null)
    throw new ServiceError('missing_value', 'it has no value', { path });
  const [[name, argument] = ['an empty object', undefined]] = Object.entries(value ?? {}) as [
    string,
    unknown,
  ][];
  const list: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  const text = (item: unknown) => computed(item, references, path, conditions);
  if (name === 'Ref' && typeof argument === 'string') return references(argument);
  if (name === 'Fn::GetAtt') return references(list.join('.'));
  if (name === 'Fn::Sub' && typeof list[0] === 'string')
    return substituted(list[0], list[1], references, text);
  if (name === 'Fn::Join' && Array.isArray(list[1])) {
    const texts = list[1].map(text);
    return texts.includes(undefined) ? undefined : texts.join(String(list[0]));
  }
  if (name === 'Fn::Select') return selected(list, text);
  if (name === 'Fn::If' && conditions !== undefined) return text(list[conditions(String(list[0])) ? 1 : 2]);
  throw new ServiceError('unknown_intrinsic', `${name} cannot be computed on this machine`, { path });
}

/** `Fn::Select` of a list, or of a text that `Fn::Split` makes one of. */
function selected([index, from]: readonly unknown[], text: (item: unknown) => string | undefined) {
  if (Array.isArray(from)) return text(from[Number(index)]);
  const [separator, whole] = (Object(from)['Fn::Split'] ?? []) as readonly unknown[];
  return text(whole)?.split(String(separator))[Number(index)];
}

/** @param own - names that this text alone knows, in the form of `Fn::Sub` with two arguments */
function substituted(
  template: string,
  own: unknown,
  references: References,
  text: (item: unknown) => string | undefined,
): string | undefined {
  let missing = false;
  const values = Object(own) as Readonly<Record<string, unknown>>;
  const result = template.replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return whole.replace('!', '');
    const value = name in values ? text(values[name]) : references(name);
    missing ||= value === undefined;
    return value ?? '';
  });
  return missing ? undefined : result;
}
