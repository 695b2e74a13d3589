import { isDeepStrictEqual } from 'node:util';
import { at, listed, resourcesOf, type Finding, type Template } from './template.js';

/** A kind of resource that takes requests over plain HTTP until a policy denies them. */
interface Kind {
  readonly type: string;
  readonly policy: string;
  /** The property of the policy that lists what it is for. */
  readonly holders: string;
  readonly actions: string;
  /** What the policy's statement calls the resource. */
  readonly arn: (id: string) => unknown;
}

const KINDS: readonly Kind[] = [
  {
    type: 'AWS::SQS::Queue',
    policy: 'AWS::SQS::QueuePolicy',
    holders: 'Queues',
    actions: 'sqs:*',
    arn: (id) => ({ 'Fn::GetAtt': [id, 'Arn'] }),
  },
  {
    type: 'AWS::SNS::Topic',
    policy: 'AWS::SNS::TopicPolicy',
    holders: 'Topics',
    // SNS takes no `sns:*` in a topic's policy.
    actions: 'sns:Publish',
    arn: (id) => ({ Ref: id }),
  },
];

/**
 * The queues and topics that could be talked to without TLS.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
 */
export function plainTextResources(template: Template): readonly Finding[] {
  return KINDS.flatMap((kind) =>
    resourcesOf(template, kind.type)
      .filter(([id]) => !isTlsOnly(template, kind, id))
      .map(([resource]) => ({ rule: 'tls-only', resource, detail: `no ${kind.policy} denies plain HTTP` })),
  );
}

function isTlsOnly(template: Template, { policy, holders, actions, arn }: Kind, id: string): boolean {
  const denial = {
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: arn(id),
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  return resourcesOf(template, policy)
    .filter(([, properties]) => listed(properties[holders]).some((one) => at(one, 'Ref') === id))
    .flatMap(([, { PolicyDocument }]) => listed(at(PolicyDocument, 'Statement')))
    .some((statement) => isDeepStrictEqual(statement, denial));
}
