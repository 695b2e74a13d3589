import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { PersonSchema } from '../fields/person.js';
import { roomField, withField } from '../fields/room.js';

/** What another connection in a room has signalled. `sentAt` is in epoch milliseconds, by the server's clock. */
export const signalled = defineEvent({
  type: 'signal',
  fields: {
    room: roomField,
    /** The other user, in a direct room. */
    to: withField,
    event: v.string(),
    data: v.exactOptional(v.unknown()),
    sender: PersonSchema,
    sentAt: v.number(),
  },
});
