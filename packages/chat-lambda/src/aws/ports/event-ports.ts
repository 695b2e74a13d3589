import { DynamoShardCursorRepository } from '@serverless-ws/chat-dynamo';
import { parseBroadcastJob, SqsBackoff } from '@serverless-ws/chat-sqs';

import type { EventsHandlerPorts } from '../../handlers/events-handler.js';
import { deliverySettings } from '../../settings/delivery-settings.js';
import type { Variables } from '../../settings/environment.js';
import { systemTimer } from '../../system/system-timer.js';
import { eventSinkOf } from '../events/event-sink-of.js';
import { loggerOf } from '../logging/logger.js';
import { logsOf, tableOf } from '../repositories.js';
import { basePorts } from './base-ports.js';

/**
 * The AWS ports of the function behind the queue of events.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function eventPorts(variables: Variables): EventsHandlerPorts {
  const { environment, ...base } = basePorts(variables, loggerOf);
  const { scope } = base;
  const table = tableOf(variables, { environment, ...base });
  const queueUrl = environment.text('CHAT_EVENTS_QUEUE_URL');
  const deadline = (): number => scope.deadline;
  return {
    ...{ ...base, ...logsOf(table), cursors: new DynamoShardCursorRepository(table) },
    settings: { retention: deliverySettings(environment).retention },
    sink: eventSinkOf(variables, scope),
    timer: systemTimer,
    parse: parseBroadcastJob,
    backoff: queueUrl === undefined ? undefined : new SqsBackoff({ queueUrl, deadline }),
  };
}
