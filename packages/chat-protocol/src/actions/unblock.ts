import { defineAction } from '../descriptors/define-action.js';
import { userIdField } from '../fields/user-id.js';

/** Takes back a `block`. */
export const unblock = defineAction({
  name: 'unblock',
  fields: {
    userId: userIdField,
  },
  response: 'done',
});
