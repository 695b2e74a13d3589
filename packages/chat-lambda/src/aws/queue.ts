import { SqsBroadcastQueue } from '@serverless-ws/chat-sqs';

import type { RequestScope } from '../logging/request-scope.js';
import { Environment, type Variables } from '../settings/environment.js';

/**
 * The queue of large rooms at `BROADCAST_QUEUE_URL`; `undefined` where every broadcast is inline.
 *
 * @param scope - says when calls must end; without it they end by their own timeouts
 */
export function queueOf(variables: Variables, scope?: RequestScope): SqsBroadcastQueue | undefined {
  return queueAt(new Environment(variables).text('BROADCAST_QUEUE_URL'), scope);
}

/**
 * The queue of busy rooms at `BROADCAST_BUSY_QUEUE_URL`, which delays what is in it; `undefined` where nothing is batched.
 *
 * @param scope - as that of {@link queueOf}
 */
export function busyQueueOf(variables: Variables, scope?: RequestScope): SqsBroadcastQueue | undefined {
  return queueAt(new Environment(variables).text('BROADCAST_BUSY_QUEUE_URL'), scope);
}

/** The queue at a URL; `undefined` without one. */
export function queueAt(queueUrl: string | undefined, scope?: RequestScope): SqsBroadcastQueue | undefined {
  if (queueUrl === undefined) return undefined;
  return new SqsBroadcastQueue({
    queueUrl,
    ...(scope !== undefined && {
      deadline: () => scope.deadline,
      // What API Gateway calls the event that is being handled.
      requestId: () => scope.fields['requestId']?.toString(),
    }),
  });
}
