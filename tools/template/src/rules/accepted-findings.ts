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
      /^(?:Connection|SendMessage|Room|UserRooms|Presence|Moderation|MessageChanges|Publish|Default|Broadcast|BroadcastBusy)Role$/,
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
      'Access logs, a parameter, need a role for all of API Gateway in the account and Region, which no stack should set. ' +
      'The functions log who connects and who is refused.',
  },
  {
    rule: /^Serverless-APIGWStructuredLogging$/,
    resources: /^WebsocketsDeploymentStage$/,
    reason: 'The format is JSON, as a test holds; the rule does not look into the condition on it.',
  },
  {
    rule: /^AwsSolutions-IAM4$/,
    resources: /Role$/,
    reason:
      'With `tracing=on` alone: AWS keeps up what writing traces takes, and none of it can be limited to resources.',
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
    reason:
      'X-Ray, a parameter, is billed for each trace. Every line that is logged has the request and the connection.',
  },
  {
    rule: /^Serverless-SQSRedrivePolicy$/,
    resources: /^(?:Broadcast|Publish)DeadLetters$/,
    reason: 'It is the dead-letter queue.',
  },
  {
    rule: /^(?:AwsSolutions-SQS3|Serverless-SQSRedrivePolicy)$/,
    resources: /^EventsQueue$/,
    reason: 'No event is given up: what is in it stays for 14 days, and its age has an alarm.',
  },
  {
    rule: /^Serverless-EventBusDLQ$/,
    resources: /^PublishRule$/,
    reason:
      'EventBridge hands the event to the queue of Lambda, which takes it at once; what the function cannot do of it ends ' +
      'in the dead-letter queue that the function has.',
  },
  {
    rule: /^Serverless-LambdaEventSourceMappingDestination$/,
    resources:
      /^(?:BroadcastEventSourceMappingSQSBroadcastQueue|BroadcastBusyEventSourceMappingSQSBusyQueue|PublishEventSourceMappingSQSPublishQueue|EventsEventSourceMappingSQSEventsQueue)$/,
    reason:
      'Lambda has no destination for what fails of an SQS queue; the queue has a dead-letter queue, or gives nothing up.',
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
