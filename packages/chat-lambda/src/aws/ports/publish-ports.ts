import type { UserRoomPorts } from '@serverless-ws/chat-domain';

import type { PublishHandlerPorts } from '../../handlers/publish-handler.js';
import { Environment, type Variables } from '../../settings/environment.js';
import { publishSettings } from '../../settings/publish-settings.js';
import { eventQueueOf } from '../events/event-queue-of.js';
import { gatewayOf } from '../gateway/gateway.js';
import { loggerOf } from '../logging/logger.js';
import { busyQueueOf, queueOf } from '../queue.js';
import { userRoomsOf } from '../repositories.js';
import { reviewOf } from '../review/review-of.js';
import { framePorts } from './frame-ports.js';

/**
 * The AWS ports of the function that backends publish with.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function publishPorts(variables: Variables): PublishHandlerPorts & UserRoomPorts {
  const queues = { queueOf, busyQueueOf, eventQueueOf };
  const makers = { loggerOf, gatewayOf, reviewOf, storesOf: userRoomsOf };
  return {
    ...framePorts(variables, { ...makers, ...queues }),
    ...publishSettings(new Environment(variables)),
  };
}
