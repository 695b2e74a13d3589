import type { EventSink } from '@serverless-ws/chat-domain';
import type { CallAws } from '@serverless-ws/chat-events';
import { EventBridgeSink } from '@serverless-ws/chat-events/eventbridge';
import { SqsEventSink } from '@serverless-ws/chat-events/sqs';

import type { RequestScope } from '../../logging/request-scope.js';
import { Environment, type Variables } from '../../settings/environment.js';
import { eventsTarget, type EventsTarget } from '../../settings/events-settings.js';
import { SettingError } from '../../settings/setting-error.js';
import { endpointOf, signedPost } from '../signed-post.js';

/** How long one call may take, in milliseconds. */
const TIMEOUT = 5_000;

/**
 * The sink that `CHAT_EVENTS_TO` names: a queue of SQS, or a bus of EventBridge. Where there are no events the function
 * starts all the same, and nothing calls it.
 *
 * @param scope - says when calls must end; without it they end by their own timeout
 * @throws SettingError where there are events, and it names none
 */
export function eventSinkOf(variables: Variables, scope?: RequestScope): EventSink {
  const environment = new Environment(variables);
  const target = eventsTarget(environment);
  if (target === undefined) {
    const missing = new SettingError('CHAT_EVENTS_TO', 'is missing');
    if (environment.text('CHAT_EVENTS_QUEUE_URL') !== undefined) throw missing;
    return { deliver: () => Promise.reject(missing) };
  }
  const { region } = target;
  const call: CallAws = async (request) => {
    const left = (scope?.deadline ?? Infinity) - Date.now();
    const signal = AbortSignal.timeout(Math.max(0, Math.min(TIMEOUT, Math.floor(left))));
    const { status, body } = await signedPost({ ...request, region, variables, path: '/', signal });
    return { status, body: body.toString() };
  };
  if (target.kind === 'bus') return new EventBridgeSink({ bus: target.arn, call });
  return new SqsEventSink({ queueUrl: queueUrlOf(target, variables), call });
}

/** A queue is below the endpoint of its service. */
function queueUrlOf(
  { region, account, name }: Extract<EventsTarget, { readonly kind: 'queue' }>,
  variables: Variables,
): string {
  return `${endpointOf({ service: 'sqs', region, variables })}/${account}/${name}`;
}
