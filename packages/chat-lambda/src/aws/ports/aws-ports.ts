import type { UserRoomPorts } from '@serverless-ws/chat-domain';

import type { Variables } from '../../settings/environment.js';
import { gatewayOf } from '../gateway/gateway.js';
import { loggerOf } from '../logging/logger.js';
import { lazyPresenceOf } from '../presence/lazy-presence.js';
import { eventQueueOf } from '../events/event-queue-of.js';
import { busyQueueOf, queueOf } from '../queue.js';
import { moderatedOf } from '../repositories.js';
import { reviewOf } from '../review/review-of.js';
import { framePorts, type FramePorts } from './frame-ports.js';

/**
 * All AWS ports of a function that handles frames or connections: table, gateway, queue and logger, made at once.
 * {@link framePorts} makes those alone that a function needs at its start.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 *
 * @example
 * ```ts
 * export const handler = frameHandler(awsPorts(process.env), [...messageActions, ...roomActions]);
 * ```
 */
export function awsPorts(variables: Variables): FramePorts & UserRoomPorts {
  const queues = { queueOf, busyQueueOf, eventQueueOf };
  return framePorts(variables, {
    loggerOf,
    gatewayOf,
    ...queues,
    presenceOf: lazyPresenceOf,
    storesOf: moderatedOf,
    reviewOf,
  });
}
