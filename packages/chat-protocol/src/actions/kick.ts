import { defineAction } from '../descriptors/define-action.js';
import { userIdField } from '../fields/user-id.js';

/** Ends every connection of a user, as a moderator. */
export const kick = defineAction({
  name: 'kick',
  fields: {
    userId: userIdField,
  },
  response: 'done',
});
