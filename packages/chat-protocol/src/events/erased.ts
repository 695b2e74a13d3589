import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

/** All that a user had written in a room up to `sentAt`, in epoch milliseconds, is gone, and their name with it. */
export const erased = defineEvent({
  type: 'erased',
  fields: { room: roomField, userId: v.string(), sentAt: v.number() },
});
