import type { PublishSources } from '../events/publish-event.js';
import type { Environment } from './environment.js';
import { SettingError } from './setting-error.js';

const QUEUE_ARN = /^arn:aws[\w-]*:sqs:[a-z\d-]+:\d{12}:[\w-]{1,80}(?:\.fifo)?$/;
/** As EventBridge takes it; `aws.` is reserved for AWS's own services. */
const EVENT_SOURCE = /^(?!aws\.)[\w./-]{1,256}$/;

/**
 * Where the messages of backends may come from, besides calls that IAM allows.
 * @throws SettingError
 */
export function publishSettings(environment: Environment): PublishSources {
  return {
    queueArn: matching(environment, 'CHAT_PUBLISH_QUEUE_ARN', QUEUE_ARN, 'is not the ARN of a queue'),
    eventSource: matching(
      environment,
      'CHAT_PUBLISH_EVENT_SOURCE',
      EVENT_SOURCE,
      'is not a source of events of your own',
    ),
  };
}

function matching(
  environment: Environment,
  name: 'CHAT_PUBLISH_QUEUE_ARN' | 'CHAT_PUBLISH_EVENT_SOURCE',
  pattern: RegExp,
  problem: string,
): string | undefined {
  const value = environment.text(name);
  if (value !== undefined && !pattern.test(value)) throw new SettingError(name, problem);
  return value;
}
