import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { EventsFacts, EventsTargetFacts } from './facts.js';
import { physicalId, type Stack } from './stack.js';

/** `arn:<partition>:<sqs or events>:<Region>:<account>:<name>` */
interface Target {
  readonly to: string;
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** What AWS answers where there is no such thing, and where one may not look. */
const MISSING = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue', 'ResourceNotFoundException'];
const DENIED = ['AccessDenied', 'AccessDeniedException'];

/**
 * Reads where the events of a stack go, and whether its function may send there.
 * @param options - whether senders notify of events, and the ARN that the function of events is told
 * @throws what AWS says, but that there is no such queue or bus, or that it may not be looked at
 */
export async function eventsFacts(
  stack: Stack,
  { isOn, to }: { readonly isOn: boolean; readonly to: string },
): Promise<EventsFacts | 'off'> {
  if (!isOn) return 'off';
  const [, partition = '', service = '', region = '', account = '', name = ''] = to.split(':');
  if (name === '') return { to, target: null, isAllowed: null };
  const target = { to, partition, service, region, account, name };
  const home = accountOf(physicalId(stack, 'EventsQueue'));
  const [read, isAllowed] = await Promise.all([
    service === 'sqs' ? readQueueAt(target, home) : readBus(target, home),
    mayDeliver(target, `arn:${partition}:iam::${home}:role/${physicalId(stack, 'EventsRole')}`),
  ]);
  return { to, target: read, isAllowed };
}

/** The account in the address of a queue. */
function accountOf(queueUrl: string): string {
  return queueUrl.split('/').at(-2) ?? '';
}

async function readQueueAt(target: Target, home: string): Promise<EventsFacts['target']> {
  const { region, account, name } = target;
  // By the endpoint of the Region: a local engine gives its queues the names of machines that cannot be resolved.
  const sqs = new SQSClient({ region, useQueueUrlAsEndpoint: false });
  try {
    const { QueueUrl } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }),
    );
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return {
      isFifo: Attributes['FifoQueue'] === 'true',
      isCrossAccount: account !== home,
      policy: Attributes['Policy'] ?? '',
      key: Attributes['KmsMasterKeyId'] ?? '',
    };
  } catch (error) {
    return unread(error);
  } finally {
    sqs.destroy();
  }
}

async function readBus({ to, region, account }: Target, home: string): Promise<EventsFacts['target']> {
  const bridge = new EventBridgeClient({ region });
  try {
    const { Policy = '', KmsKeyIdentifier = '' } = await bridge.send(
      new DescribeEventBusCommand({ Name: to }),
    );
    return { isFifo: false, isCrossAccount: account !== home, policy: Policy, key: KmsKeyIdentifier };
  } catch (error) {
    return unread(error);
  } finally {
    bridge.destroy();
  }
}

function unread(error: unknown): EventsTargetFacts | 'unknown' | null {
  const name = error instanceof Error ? error.name : '';
  if (MISSING.includes(name)) return null;
  if (DENIED.includes(name)) return 'unknown';
  throw error;
}

/** Asks IAM what the policies of the function's role allow; the target's own policy is not asked. */
async function mayDeliver({ to, service, region }: Target, role: string): Promise<boolean | null> {
  const iam = new IAMClient({ region });
  try {
    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: role,
        ActionNames: [service === 'sqs' ? 'sqs:SendMessage' : 'events:PutEvents'],
        ResourceArns: [to],
      }),
    );
    return EvaluationResults.length > 0 && EvaluationResults.every(isAllowed);
  } catch (error) {
    if (unread(error) === 'unknown') return null;
    throw error;
  } finally {
    iam.destroy();
  }
}

function isAllowed({ EvalDecision }: { readonly EvalDecision?: string | undefined }): boolean {
  return EvalDecision === 'allowed';
}
