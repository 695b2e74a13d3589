import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { rooms } from '../events/rooms.js';

/** Asks for the rooms that the user follows, with what they have not read. */
export const listRooms = defineAction({
  name: 'listRooms',
  fields: {
    limit: v.exactOptional(v.number()),
    after: v.exactOptional(v.string()),
  },
  response: rooms,
});
