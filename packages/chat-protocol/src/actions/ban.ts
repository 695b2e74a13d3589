import { defineAction } from '../descriptors/define-action.js';
import { untilField, userIdField } from '../fields/user-id.js';

/** Keeps a user out until a given time, as a moderator. */
export const ban = defineAction({
  name: 'ban',
  fields: {
    userId: userIdField,
    until: untilField,
  },
  response: 'done',
});
