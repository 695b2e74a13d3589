import { ServiceError } from '../service-error.js';
import { computed, type Conditions, type References } from './intrinsics.js';

/**
 * @param definitions - by name, their variables resolved
 * @param references - what they may refer to
 */
export function conditionsOf(definitions: ReadonlyMap<string, unknown>, references: References): Conditions {
  const holds = (value: unknown, path: string): boolean => {
    const [[name, argument] = ['nothing', undefined]] = Object.entries(value ?? {}) as [string, unknown][];
    const list: readonly unknown[] = Array.isArray(argument) ? argument : [];
    const text = (item: unknown) => computed(item, references, path, named);
    if (name === 'Fn::Equals') return text(list[0]) === text(list[1]);
    if (name === 'Fn::Not') return !holds(list[0], path);
    if (name === 'Fn::And') return list.every((item) => holds(item, path));
    if (name === 'Fn::Or') return list.some((item) => holds(item, path));
    if (name === 'Condition') return named(String(argument));
    throw new ServiceError('unknown_intrinsic', `${name} is no condition`, { path });
  };
  const named: Conditions = (name) => {
    const path = `Conditions.${name}`;
    if (!definitions.has(name)) throw new ServiceError('missing_value', 'no such condition', { path });
    return holds(definitions.get(name), path);
  };
  return named;
}
