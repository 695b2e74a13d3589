import type { BroadcastQueue, RoomKind } from '@serverless-ws/chat-domain';

import type { RequestScope } from '../../logging/request-scope.js';
import { Environment, type Variables } from '../../settings/environment.js';
import { eventsSettings } from '../../settings/events-settings.js';
import { queueAt } from '../queue.js';

/** The queue of the reader for events, and what is in it. */
export interface EventQueuePorts {
  readonly eventQueue: BroadcastQueue;
  /** Kinds of rooms whose entries become events; the default of the chat when absent. */
  readonly eventsFrom: readonly RoomKind[] | undefined;
}

/**
 * The queue at `CHAT_EVENTS_QUEUE_URL`; `undefined` where entries become no events.
 *
 * @param scope - says when calls must end; without it they end by their own timeouts
 * @throws SettingError
 */
export function eventQueueOf(variables: Variables, scope?: RequestScope): EventQueuePorts | undefined {
  const { queueUrl, eventsFrom } = eventsSettings(new Environment(variables));
  const eventQueue = queueAt(queueUrl, scope);
  return eventQueue && { eventQueue, eventsFrom };
}
