import { defineAction } from '../descriptors/define-action.js';
import { userIdField } from '../fields/user-id.js';

/** Ends the direct messages between the caller and another user, until `unblock`. */
export const block = defineAction({
  name: 'block',
  fields: {
    userId: userIdField,
  },
  response: 'done',
});
