import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { noUserFields, roomOrLobbyField } from '../fields/room.js';

/** Lets each user send to a room once in `interval` milliseconds, as a moderator; 0 ends it. */
export const slowMode = defineAction({
  name: 'slowMode',
  fields: {
    room: roomOrLobbyField,
    ...noUserFields,
    interval: v.number(),
  },
  response: 'done',
});
