import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

/** A room in a list. `head`, `read` and `unread` are there in the list of a user's rooms. */
const listed = v.object({
  room: roomField,
  /** In a direct room: the id of the other user, and their name once they have written. */
  with: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
  epoch: v.exactOptional(v.string()),
  head: v.exactOptional(v.number()),
  read: v.exactOptional(v.number()),
  unread: v.exactOptional(v.number()),
});

/** The response to `listRooms` and `browseRooms`. `next`: ask `after` it for the next page; absent on the last. */
export const rooms = defineEvent({
  type: 'rooms',
  fields: { rooms: v.array(listed), next: v.exactOptional(v.string()) },
});
