import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { page } from '../events/page.js';
import { LogCursorSchema } from '../fields/log-cursor.js';
import { roomOrUserFields } from '../fields/room.js';

/** Asks for a page of a room's log: the newest, or one beside a cursor. */
export const listMessages = defineAction({
  name: 'listMessages',
  fields: {
    ...roomOrUserFields,
    before: v.exactOptional(LogCursorSchema),
    after: v.exactOptional(LogCursorSchema),
    limit: v.exactOptional(v.number()),
  },
  response: page,
});
