import type { ServerEvent } from '@serverless-ws/chat-domain';
import type { ServerFrameOf } from '../server-frames/server-frame.js';
import { wireEntry } from '../fields/wire-entry.js';

/** The frame that carries an event of the domain to clients. */
export function eventFrame(event: ServerEvent): ServerFrameOf<'messages' | 'bye'> {
  if (event.type === 'bye') return { type: 'bye', reason: event.reason, reconnect: event.reconnect };
  return {
    type: 'messages',
    room: event.room,
    epoch: event.epoch,
    messages: event.entries.map(wireEntry),
  };
}
