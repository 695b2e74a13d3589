import { listed } from './rules/template.js';
import type { PackagedStack, Resource } from './package-stack.js';

/** The functions, by the names that their resources begin with. */
export const functions = [
  'Authorizer',
  'Connection',
  'SendMessage',
  'Room',
  'Presence',
  'UserRooms',
  'Moderation',
  'MessageChanges',
  'Default',
  'Broadcast',
  'BroadcastBusy',
];

/** All resources of a type. */
export function ofType(stack: PackagedStack, type: string): readonly Resource[] {
  return Object.values(stack.resources).filter((resource) => resource.Type === type);
}

/** @throws Error where there is no such resource */
export function properties(stack: PackagedStack, name: string): Readonly<Record<string, unknown>> {
  const resource = stack.resources[name];
  if (resource === undefined) throw new Error(`The template has no ${name}`);
  return resource.Properties;
}

/**
 * What a role allows, statement by statement: its actions, and its resources as the template substitutes them.
 * @throws Error for what could allow more than it says: a second policy, a managed one, or a statement with an element
 * beyond the three
 */
export function permissions(
  stack: PackagedStack,
  name: string,
): readonly [actions: readonly unknown[], resources: readonly unknown[]][] {
  const role = properties(stack, name);
  const [policy, ...more] = listed(role['Policies']);
  const documented = JSON.parse(JSON.stringify(policy)).PolicyDocument.Statement;
  if (more.length > 0 || Object.keys(role).length > 2) throw new Error(`${name} has more than one policy`);
  return listed(documented).map((statement) => {
    const { Effect, Action, Resource, ...rest } = Object(statement);
    if (Effect !== 'Allow' || Object.keys(rest).length > 0) throw new Error(`${name} has an odd statement`);
    return [listed(Action), listed(Resource).map((one) => Object(one)['Fn::Sub'] ?? one)];
  });
}
