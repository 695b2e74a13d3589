import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

/** The user, `sender`, has read a room up to a position, on another device. */
export const read = defineEvent({
  type: 'read',
  fields: {
    room: roomField,
    epoch: v.string(),
    seq: v.number(),
    sender: v.object({ id: v.string(), name: v.string() }),
  },
});
