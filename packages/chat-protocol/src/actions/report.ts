import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { roomOrLobbyField } from '../fields/room.js';

/** Reports a message to the moderators. */
export const report = defineAction({
  name: 'report',
  fields: {
    room: roomOrLobbyField,
    seq: v.number(),
    id: v.string(),
    /** Why, in the words of the caller. */
    reason: v.exactOptional(v.string()),
  },
  response: 'done',
});
