import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField, withField } from '../fields/room.js';

/** A user, `sender`, has read a room up to a position: the own one on another device, or the other one of a direct room. */
export const read = defineEvent({
  type: 'read',
  fields: {
    room: roomField,
    /** The other user, in a direct room. */
    to: withField,
    epoch: v.string(),
    seq: v.number(),
    sender: v.object({ id: v.string(), name: v.string() }),
  },
});
