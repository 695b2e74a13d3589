import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { PersonSchema } from '../fields/person.js';
import { roomField } from '../fields/room.js';

/**
 * The response to `who`: the users in a room, each once. Where there are `more` than `users`, `count` is a lower bound.
 * What was there at `sentAt` (epoch milliseconds, by the server's clock) is in it.
 */
export const members = defineEvent({
  type: 'members',
  fields: {
    room: roomField,
    users: v.array(PersonSchema),
    count: v.number(),
    more: v.boolean(),
    sentAt: v.number(),
  },
});
