import * as v from 'valibot';
import { ReceivedEntrySchema } from '../fields/wire-entry.js';

/** New entries for the members of a room: one or several, in the order of the log. */
export const MessagesSchema = v.object({
  type: v.literal('messages'),
  room: v.string(),
  epoch: v.string(),
  messages: v.array(ReceivedEntrySchema),
});
