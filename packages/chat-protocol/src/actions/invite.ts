import { defineAction } from '../descriptors/define-action.js';
import { roomField } from '../fields/room.js';
import { untilField, userIdField } from '../fields/user-id.js';

/** Lets a user into a private room until a given time. */
export const invite = defineAction({
  name: 'invite',
  fields: {
    room: roomField,
    userId: userIdField,
    until: untilField,
  },
  response: 'done',
});
