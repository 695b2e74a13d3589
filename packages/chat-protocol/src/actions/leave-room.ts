import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { left } from '../events/left.js';
import { noUserFields, roomField } from '../fields/room.js';

/** Leaves a room. */
export const leaveRoom = defineAction({
  name: 'leaveRoom',
  fields: {
    room: roomField,
    ...noUserFields,
    follow: v.exactOptional(v.boolean()),
  },
  response: left,
});
