import type { CustomEvent, ServerEvent } from '@serverless-ws/chat-domain';
import type { ServerFrameOf } from '../events/index.js';
import { wireEntry } from '../fields/wire-entry.js';

/** The frame that carries an event of the domain to clients. Events of a team's own are frames as they are. */
export function eventFrame(event: ServerEvent): ServerFrameOf<'messages' | 'bye'> | CustomEvent {
  if (event.type === 'bye') return { type: 'bye', reason: event.reason, reconnect: event.reconnect };
  if (event.type !== 'messages') return event;
  return {
    type: 'messages',
    room: event.room,
    epoch: event.epoch,
    messages: event.entries.map(wireEntry),
  };
}
