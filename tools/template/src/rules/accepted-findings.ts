import type { Finding } from './template.js';

/** Findings that are known and stay, with why. */
export interface Accepted {
  /** The rule; `…[…]` of cdk-nag stands in its full form. */
  readonly rule: RegExp;
  /** The resources, by their logical ids. */
  readonly resources: RegExp;
  readonly reason: string;
}

/**
 * All that the checks of the template find and that stays as it is. Nothing else may be found, and each of these must be.
 */
export const ACCEPTED: readonly Accepted[] = [
  {
    rule: /^AwsSolutions-S1$/,
    resources: /^ServerlessDeploymentBucket$/,
    reason:
      'Access logs of the bucket that the framework uploads packages to: only deployments read it, CloudTrail knows by ' +
      'whom, and the logs would need a bucket of their own.',
  },
  {
    rule: /^(?:AwsSolutions-L1|Serverless-LambdaLatestVersion)$/,
    resources: /LambdaFunction$/,
    reason:
      'The runtime is chosen and tested, not the newest: docs/adr/0007-runtime.md. A parameter takes another.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<WebsocketsApi>\/\w+\/(?:GET|POST|DELETE)\/@connections\/\*\]$/,
    resources:
      /^(?:Connection|SendMessage|Room|UserRooms|Presence|Moderation|MessageChanges|Default|Broadcast|BroadcastBusy)Role$/,
    reason: 'The ids of connections are made by API Gateway. The permission is for this API and stage alone.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    resources: /WebsocketsRoute$/,
    reason:
      'API Gateway runs the authorizer of a WebSocket API at $connect only, and all later frames carry its answer.',
  },
  {
    rule: /^(?:AwsSolutions-APIG1|Serverless-APIGWAccessLogging)$/,
    resources: /^WebsocketsDeploymentStage$/,
    reason:
      'Access logs need a role for all of API Gateway in the account and Region, which no stack should set. The functions ' +
      'log who connects and who is refused.',
  },
  {
    rule: /^Serverless-LambdaDLQ$/,
    resources: /LambdaFunction$/,
    reason:
      'A dead-letter queue of a function takes asynchronous events only; API Gateway and SQS wait for the answer.',
  },
  {
    rule: /^Serverless-LambdaTracing$/,
    resources: /LambdaFunction$/,
    reason: 'X-Ray is billed for each trace. Every line that is logged has the request and the connection.',
  },
  {
    rule: /^Serverless-SQSRedrivePolicy$/,
    resources: /^BroadcastDeadLetters$/,
    reason: 'It is the dead-letter queue.',
  },
  {
    rule: /^Serverless-LambdaEventSourceMappingDestination$/,
    resources:
      /^(?:BroadcastEventSourceMappingSQSBroadcastQueue|BroadcastBusyEventSourceMappingSQSBusyQueue)$/,
    reason: 'Lambda has no destination for what fails of an SQS queue; the queue has a dead-letter queue.',
  },
];

/** Those of some findings that are not accepted. */
export function unaccepted(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => !ACCEPTED.some((accepted) => covers(accepted, finding)));
}

/** What is accepted but not found any more, and should go. */
export function outdated(findings: readonly Finding[]): readonly Accepted[] {
  return ACCEPTED.filter((accepted) => !findings.some((finding) => covers(accepted, finding)));
}

function covers({ rule, resources }: Accepted, finding: Finding): boolean {
  return rule.test(finding.rule) && resources.test(finding.resource);
}
