import { parseBroadcastJob, SqsBackoff } from '@serverless-ws/chat-sqs';

import type { BroadcastHandlerPorts } from '../../handlers/broadcast-handler.js';
import type { Variables } from '../../settings/environment.js';
import { systemTimer } from '../../system/system-timer.js';
import { gatewayOf } from '../gateway/gateway.js';
import { loggerOf } from '../logging/logger.js';
import { deliveryPorts } from './delivery-ports.js';

/**
 * The AWS ports of the function behind the queue.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function workerPorts(variables: Variables): BroadcastHandlerPorts {
  const { environment, ...ports } = deliveryPorts(variables, { loggerOf, gatewayOf });
  const queueUrl = environment.text('BROADCAST_QUEUE_URL');
  const deadline = (): number => ports.scope.deadline;
  const backoff = queueUrl === undefined ? undefined : new SqsBackoff({ queueUrl, deadline });
  return { ...ports, timer: systemTimer, parse: parseBroadcastJob, backoff };
}
