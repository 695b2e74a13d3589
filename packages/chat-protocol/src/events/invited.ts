import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

/** The user was invited to a private room by `sender`, until a time. */
export const invited = defineEvent({
  type: 'invited',
  fields: {
    room: roomField,
    sender: v.object({ id: v.string(), name: v.string() }),
    until: v.number(),
  },
});
