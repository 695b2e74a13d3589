import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { roomOrUserFields } from '../fields/room.js';

/** Deletes a message: the caller's own, or any user's as a moderator. */
export const deleteMessage = defineAction({
  name: 'deleteMessage',
  fields: {
    ...roomOrUserFields,
    seq: v.number(),
    id: v.string(),
  },
  response: 'done',
});
