import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

/** A member waves to a room. */
export const waved = defineEvent({
  type: 'waved',
  fields: { room: roomField, sender: v.object({ id: v.string(), name: v.string() }), sentAt: v.number() },
});
