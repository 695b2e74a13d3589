import { defineAction } from '../descriptors/define-action.js';
import { untilField, userIdField } from '../fields/user-id.js';

/** Lets a user read but not send until a given time, as a moderator. */
export const mute = defineAction({
  name: 'mute',
  fields: {
    userId: userIdField,
    until: untilField,
  },
  response: 'done',
});
