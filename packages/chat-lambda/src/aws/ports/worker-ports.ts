import { parseBroadcastJob, SqsBackoff } from '@serverless-ws/chat-sqs';

import type { BroadcastHandlerPorts } from '../../handlers/broadcast-handler.js';
import type { Variables } from '../../settings/environment.js';
import { systemTimer } from '../../system/system-timer.js';
import { gatewayOf } from '../gateway/gateway.js';
import { loggerOf } from '../logging/logger.js';
import { deliveryPorts } from './delivery-ports.js';

/** What a function behind a queue may choose. */
export interface WorkerOptions {
  /** How long single clients are retried after everybody was tried once, in milliseconds; 1,000 when absent. */
  readonly tail?: number;
}

/**
 * The AWS ports of a function behind a queue: that of large rooms, or of busy ones.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function workerPorts(variables: Variables, { tail }: WorkerOptions = {}): BroadcastHandlerPorts {
  const { environment, ...ports } = deliveryPorts(variables, { loggerOf, gatewayOf });
  const queueUrl = environment.text('BROADCAST_QUEUE_URL');
  const deadline = (): number => ports.scope.deadline;
  const backoff = queueUrl === undefined ? undefined : new SqsBackoff({ queueUrl, deadline });
  const settings = { ...ports.settings, workerTail: tail };
  return { ...ports, settings, timer: systemTimer, parse: parseBroadcastJob, backoff };
}
