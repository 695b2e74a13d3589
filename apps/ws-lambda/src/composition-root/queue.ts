import { SqsBroadcastQueue } from '@serverless-ws/chat-sqs';

import type { Environment } from '../settings/environment.js';

/** The queue of large rooms; `undefined` where every broadcast is the sender's own. */
export function queueOf(environment: Environment): SqsBroadcastQueue | undefined {
  const queueUrl = environment.text('BROADCAST_QUEUE_URL');
  return queueUrl === undefined ? undefined : new SqsBroadcastQueue({ queueUrl });
}
