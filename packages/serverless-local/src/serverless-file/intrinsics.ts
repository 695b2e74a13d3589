import type { ScalarTag, CollectionTag } from 'yaml';
import { ServiceError } from '../service-error.js';

/** What a reference in a template comes to on this machine: `Ref`s by name, attributes by `Name.Attribute`. */
export type References = (name: string) => string | undefined;

const FUNCTIONS = ['Ref', 'Sub', 'GetAtt', 'Join', 'If', 'Equals', 'Not', 'Select', 'Split'] as const;
const longForm = (name: string) => (name === 'Ref' ? 'Ref' : `Fn::${name}`);

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
 * @returns `undefined` where it refers to something that this machine does not have, such as a queue
 * @throws ServiceError for a function that is not known here
 */
export function computed(value: unknown, references: References, path: string): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const [[name, argument] = ['nothing', undefined]] = Object.entries(value ?? {}) as [string, unknown][];
  if (name === 'Ref' && typeof argument === 'string') return references(argument);
  if (name === 'Fn::GetAtt')
    return references(Array.isArray(argument) ? argument.join('.') : String(argument));
  if (name === 'Fn::Sub' && typeof argument === 'string') return substituted(argument, references);
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [separator, parts] = argument as [string, unknown[]];
    const texts = parts.map((part) => computed(part, references, path));
    return texts.includes(undefined) ? undefined : texts.join(separator);
  }
  throw new ServiceError('unknown_intrinsic', `${name} cannot be computed on this machine`, { path });
}

function substituted(text: string, references: References): string | undefined {
  let missing = false;
  const result = text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    const value = references(name);
    missing ||= value === undefined;
    return value ?? '';
  });
  return missing ? undefined : result;
}
