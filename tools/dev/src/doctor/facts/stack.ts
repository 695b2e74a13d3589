import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { CommandError } from '@serverless-ws/command-line/command.js';

/** A deployed stack, as CloudFormation has it. */
export interface Stack {
  readonly outputs: ReadonlyMap<string, string>;
  /** Physical ids by logical ones. */
  readonly resources: ReadonlyMap<string, string>;
}

/** The end of a stack's state that serves users; anything else is worth a look. */
const STEADY = /^(CREATE|UPDATE|IMPORT)_COMPLETE$|^UPDATE_ROLLBACK_COMPLETE$/;

/**
 * Reads a stack.
 * @throws CommandError where there is none, or it is being changed
 */
export async function readStack(name: string, region: string | undefined): Promise<Stack> {
  const client = new CloudFormationClient({ ...(region && { region }) });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const { StackStatus = 'unknown', Outputs = [] } = Stacks[0] ?? {};
    if (!STEADY.test(StackStatus))
      throw new CommandError(`the stack ${name} is ${StackStatus}: wait, or deploy again`, 1);
    const resources = new Map<string, string>();
    for await (const page of paginateListStackResources({ client }, { StackName: name })) {
      for (const { LogicalResourceId = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
        resources.set(LogicalResourceId, PhysicalResourceId);
    }
    const outputs = new Map(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
    return { outputs, resources };
  } finally {
    client.destroy();
  }
}

/**
 * What the stack calls a resource.
 * @throws CommandError where it has none such
 */
export function physicalId({ resources }: Stack, logicalId: string): string {
  const id = resources.get(logicalId);
  if (id === undefined || id === '')
    throw new CommandError(`the stack has no ${logicalId}: deploy it again`, 1);
  return id;
}
