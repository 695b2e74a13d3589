import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { PersonSchema } from '../fields/person.js';
import { roomField } from '../fields/room.js';

/**
 * Which users have come to a room, and which have gone: a hint, of which the newest `sentAt` (epoch milliseconds, by the
 * server's clock) about a user counts. `off`: the room has outgrown hints.
 */
export const presence = defineEvent({
  type: 'presence',
  fields: {
    room: roomField,
    joined: v.array(PersonSchema),
    left: v.array(PersonSchema),
    sentAt: v.number(),
    off: v.exactOptional(v.literal(true)),
  },
});
