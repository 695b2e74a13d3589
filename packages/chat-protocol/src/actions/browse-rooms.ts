import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { rooms } from '../events/rooms.js';

/** Asks for the public rooms. */
export const browseRooms = defineAction({
  name: 'browseRooms',
  fields: {
    after: v.exactOptional(v.string()),
  },
  response: rooms,
});
