import { SqsBroadcastQueue } from '@serverless-ws/chat-sqs';

import { Environment, type Variables } from '../settings/environment.js';

/** The queue of large rooms at `BROADCAST_QUEUE_URL`; `undefined` where every broadcast is inline. */
export function queueOf(variables: Variables): SqsBroadcastQueue | undefined {
  const queueUrl = new Environment(variables).text('BROADCAST_QUEUE_URL');
  return queueUrl === undefined ? undefined : new SqsBroadcastQueue({ queueUrl });
}
