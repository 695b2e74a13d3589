import { deliverEventsOf, type EventPorts } from '@serverless-ws/chat-domain';

import { queueHandler, type QueueHandlerPorts } from './queue-handler.js';

/** What {@link eventsHandler} needs. */
export interface EventsHandlerPorts extends EventPorts, QueueHandlerPorts {}

/**
 * Gives the sink what the notifications of the queue of events name, room by room. A room that fails is delivered again
 * soon, and again until it succeeds: its events wait, and those of other rooms do not.
 */
export function eventsHandler(dependencies: EventsHandlerPorts) {
  const events = deliverEventsOf(dependencies);
  const lines = { done: 'events delivered', failed: 'events not delivered' };
  return queueHandler(dependencies, { execute: (job, signal) => events.execute(job, signal), lines });
}
