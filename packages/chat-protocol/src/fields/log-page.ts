import * as v from 'valibot';
import { roomField } from './room.js';
import { ReceivedEntrySchema } from './wire-entry.js';

/** The fields of a page of a room's log. */
export const logPageFields = {
  room: roomField,
  epoch: v.string(),
  /** The lowest position covered: where to continue backwards, as `before`. `through + 1` when nothing is covered. */
  from: v.number(),
  /** The highest position covered: where to continue, as `after`. What is not in `messages` up to here stays empty. */
  through: v.number(),
  /** The highest position reserved. Above the client's cursor, there are entries to ask for, now or soon. */
  head: v.number(),
  /** Whether this continues from the cursor of the request without a gap. */
  recovered: v.boolean(),
  messages: v.array(ReceivedEntrySchema),
  /** Whether there is more in the direction that was asked for. */
  more: v.boolean(),
};
