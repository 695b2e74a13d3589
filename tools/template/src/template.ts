import { isDeepStrictEqual } from 'node:util';
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
  'Publish',
  'Default',
  'Broadcast',
  'BroadcastBusy',
  'Events',
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

/** AWS's own policy for writing traces, on the condition that the stack asks for them. */
const TRACING = {
  'Fn::If': [
    'HasTracing',
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess' }],
    { Ref: 'AWS::NoValue' },
  ],
};

/**
 * What a role allows, statement by statement: its actions, and its resources as the template substitutes them; besides to
 * write traces, where these are asked for.
 * @throws Error for what could allow more than it says: a second policy, another managed one, or a statement with an
 * element beyond the three
 */
export function permissions(
  stack: PackagedStack,
  name: string,
): readonly [actions: readonly unknown[], resources: readonly unknown[]][] {
  const role = properties(stack, name);
  const [policy, ...more] = listed(role['Policies']);
  const documented = JSON.parse(JSON.stringify(policy)).PolicyDocument.Statement;
  const others = isDeepStrictEqual(role['ManagedPolicyArns'], TRACING) ? 3 : 2;
  if (more.length > 0 || Object.keys(role).length > others)
    throw new Error(`${name} has more than one policy`);
  return listed(documented).map((statement) => {
    const { Effect, Action, Resource, ...rest } = Object(statement);
    if (Effect !== 'Allow' || Object.keys(rest).length > 0) throw new Error(`${name} has an odd statement`);
    return [listed(Action), listed(Resource).map((one) => Object(one)['Fn::Sub'] ?? one)];
  });
}
