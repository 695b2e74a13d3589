import { ServiceError } from '../service-error.js';
import type { QueueDefinition } from '../serverless-file/deployment.js';
import { at, type Variables } from '../serverless-file/variables.js';
import { computed } from './intrinsics.js';
import type { Template } from './template.js';

/** A queue of the template, ready to be made. */
export interface DeployedQueue {
  readonly logicalId: string;
  /** What `GetAtt …Arn` comes to. */
  readonly arn: string;
  readonly input: QueueDefinition;
}

/** The account is the one that the local SQS puts into its own ARNs. */
export const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

/** The SQS queues among a template's resources, with what is needed to make them; dead-letter queues come first. */
export function deployedQueues(template: Template, variables: Variables): readonly DeployedQueue[] {
  const found = template.ofType('AWS::SQS::Queue').map((resource) => {
    const properties = variables.resolve(resource.properties ?? {}, resource.place);
    const suffix = at(properties, 'FifoQueue') === true ? '.fifo' : '';
    const otherwise = `${resource.logicalId}${suffix}`;
    const named = at(properties, 'QueueName') ?? otherwise;
    const name = computed(named, template.parameters, resource.place, template.conditions) ?? otherwise;
    return { ...resource, properties, name, arn: queueArn(name) };
  });
  const arns = new Map(found.map(({ logicalId, arn }) => [logicalId, arn]));
  return found
    .map(({ logicalId, arn, name, properties, place }) => ({
      logicalId,
      arn,
      input: { name, attributes: attributesOf(properties, arns, place) },
    }))
    .sort(
      (a, b) => Number('RedrivePolicy' in a.input.attributes) - Number('RedrivePolicy' in b.input.attributes),
    );
}

/** What of a queue is the same on this machine. */
const PROPERTIES: ReadonlySet<string> = new Set([
  ...['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'],
  ...['DelaySeconds', 'VisibilityTimeout', 'ReceiveMessageWaitTimeSeconds', 'MessageRetentionPeriod'],
  ...['MaximumMessageSize', 'RedrivePolicy'],
]);

/** SQS takes its attributes as texts, an object as JSON. */
function attributesOf(
  properties: unknown,
  arns: ReadonlyMap<string, string>,
  place: string,
): Readonly<Record<string, string>> {
  const entries = Object.entries(properties ?? {}).filter(([name]) => PROPERTIES.has(name));
  return Object.fromEntries(
    entries.map(([name, value]: [string, unknown]) =>
      name === 'RedrivePolicy'
        ? [name, redrivePolicy(value, arns, `${place}.${name}`)]
        : [name, String(value)],
    ),
  );
}

function redrivePolicy(policy: unknown, arns: ReadonlyMap<string, string>, place: string): string {
  const [logicalId] = String(at(at(policy, 'deadLetterTargetArn'), 'Fn::GetAtt')).split(/[.,]/);
  const deadLetterTargetArn = arns.get(logicalId ?? '');
  if (deadLetterTargetArn === undefined)
    throw new ServiceError('missing_value', 'deadLetterTargetArn is no queue of this template', {
      path: place,
    });
  return JSON.stringify({ maxReceiveCount: Number(at(policy, 'maxReceiveCount')), deadLetterTargetArn });
}
