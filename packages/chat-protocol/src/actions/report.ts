import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { roomOrUserFields } from '../fields/room.js';

/** Reports a message to the moderators. */
export const report = defineAction({
  name: 'report',
  fields: {
    ...roomOrUserFields,
    seq: v.number(),
    id: v.string(),
    /** Why, in the words of the caller. */
    reason: v.exactOptional(v.string()),
  },
  response: 'done',
});
