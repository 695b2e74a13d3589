import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { joined } from '../events/joined.js';
import { LogCursorSchema } from '../fields/log-cursor.js';
import { noUserFields, roomOrLobbyField } from '../fields/room.js';

/** Enters a room, and catches up from `after`. */
export const joinRoom = defineAction({
  name: 'joinRoom',
  fields: {
    room: roomOrLobbyField,
    ...noUserFields,
    after: v.exactOptional(LogCursorSchema),
    follow: v.exactOptional(v.boolean()),
  },
  response: joined,
});
