import { defineAction } from '../descriptors/define-action.js';
import { LogCursorSchema } from '../fields/log-cursor.js';
import { roomOrUserFields } from '../fields/room.js';

/** Says up to which position the user has read a room. */
export const markRead = defineAction({
  name: 'markRead',
  fields: {
    ...roomOrUserFields,
    upTo: LogCursorSchema,
  },
  response: 'done',
});
