import { isByeEvent, isMessagesEvent, type OtherEvent, type ServerEvent } from '@serverless-ws/chat-domain';
import type { ServerFrameOf } from '../events/index.js';
import { wireEntry } from '../fields/wire-entry.js';

/** The frame that carries an event of the domain to clients. All others are frames as they are. */
export function eventFrame(event: ServerEvent): ServerFrameOf<'messages' | 'bye'> | OtherEvent {
  if (isByeEvent(event)) {
    const { reason, reconnect, until } = event;
    return { type: 'bye', reason, reconnect, ...(until !== undefined && { until }) };
  }
  if (!isMessagesEvent(event)) return event;
  return {
    type: 'messages',
    room: event.room,
    epoch: event.epoch,
    messages: event.entries.map((entry) => wireEntry(entry)),
  };
}
