import { readStatements, type Compute } from '../permissions/read-statements.js';
import type { Role, Statement } from '../permissions/statement.js';
import { at, type Variables } from '../serverless-file/variables.js';
import { computed, type References } from './intrinsics.js';
import { ACCOUNT, API_ID, REGION } from './pseudo-parameters.js';
import type { Template } from './template.js';

/** What is needed to read the roles of a file. */
export interface RoleContext {
  readonly template: Template;
  readonly variables: Variables;
  readonly references: References;
  /** `provider`, variables resolved. */
  readonly provider: unknown;
  /** The queues that feed functions, by ARN. */
  readonly polled: readonly string[];
}

/** What AWS's managed policies for the log of a function, and for its network, are called. */
const HARMLESS = /policy\/service-role\/AWSLambda(Basic|VPCAccess)ExecutionRole$/;

/**
 * The role of each function by the function's name: one of the template that `role` names, or the one that the framework
 * makes for all functions without.
 */
export function deployedRoles(
  functions: ReadonlyMap<string, unknown>,
  context: RoleContext,
): ReadonlyMap<string, Role> {
  const { variables, provider } = context;
  const ofProvider = at(provider, 'iam.role') ?? at(provider, 'role');
  const shared = isReference(ofProvider) ? ofProvider : undefined;
  return new Map(
    [...functions].map(([name, definition]) => {
      const role = variables.resolve(at(definition, 'role'), `functions.${name}.role`) ?? shared;
      return [name, role === undefined ? defaultRole(context) : namedRole(role, context)] as const;
    }),
  );
}

/** A role by reference, not one that is described in its place. */
function isReference(role: unknown): boolean {
  return typeof role === 'string' || at(role, 'Fn::GetAtt') !== undefined || at(role, 'Ref') !== undefined;
}

function namedRole(role: unknown, context: RoleContext): Role {
  const { template, variables } = context;
  const attribute: unknown = at(role, 'Fn::GetAtt');
  const text = Array.isArray(attribute) ? String(attribute[0]) : String(attribute ?? at(role, 'Ref') ?? role);
  const [logicalId = ''] = text.split('.');
  const found = template.ofType('AWS::IAM::Role').find((one) => one.logicalId === logicalId);
  if (found === undefined) return { statements: [], complete: false };
  const properties = variables.resolve(found.properties, found.place);
  const managed = at(properties, 'ManagedPolicyArns') ?? [];
  return {
    statements: [
      ...statementsOf(at(properties, 'Policies'), context, `${found.place}.Policies`),
      ...attachedTo(logicalId, context),
    ],
    complete: areHarmless(managed, context),
  };
}

/** Policies that are resources of their own. */
function attachedTo(role: string, context: RoleContext): readonly Statement[] {
  const { template, variables } = context;
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];
  return policies
    .flatMap((type) => template.ofType(type))
    .flatMap(({ properties, place }) => {
      const policy = variables.resolve(properties, place);
      const roles = [at(policy, 'Roles'), at(policy, 'RoleName')].flat().map((one) => at(one, 'Ref') ?? one);
      return roles.includes(role) ? statementsOf([policy], context, place) : [];
    });
}

function statementsOf(policies: unknown, context: RoleContext, place: string): readonly Statement[] {
  return (Array.isArray(policies) ? policies : []).flatMap((policy: unknown) =>
    readStatements(at(policy, 'PolicyDocument.Statement'), computeFor(context), place),
  );
}

const computeFor =
  ({ references, template }: RoleContext): Compute =>
  (value, path) =>
    computed(value, references, path, template.conditions);

function areHarmless(policies: unknown, context: RoleContext): boolean {
  return (Array.isArray(policies) ? policies : []).every((policy: unknown) =>
    HARMLESS.test(computeFor(context)(policy, 'ManagedPolicyArns') ?? ''),
  );
}

/** @see https://www.serverless.com/framework/docs/providers/aws/guide/iam */
function defaultRole(context: RoleContext): Role {
  const { provider, polled } = context;
  const own = at(provider, 'iam.role.statements') ?? at(provider, 'iamRoleStatements') ?? [];
  const managed = at(provider, 'iam.role.managedPolicies') ?? at(provider, 'iamManagedPolicies') ?? [];
  const made = [
    {
      Effect: 'Allow',
      Action: 'execute-api:ManageConnections',
      Resource: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${API_ID}/*/@connections/*`,
    },
    {
      Effect: 'Allow',
      Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      Resource: polled,
    },
  ];
  const compute = computeFor(context);
  return {
    statements: [
      ...readStatements(own, compute, 'provider.iam.role.statements'),
      ...readStatements(made, compute, 'provider'),
    ],
    complete: areHarmless(managed, context),
  };
}
