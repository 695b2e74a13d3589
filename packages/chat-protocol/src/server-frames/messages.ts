import * as v from 'valibot';
import { ReceivedEntrySchema } from '../fields/wire-entry.js';

/** News for the members of a room: one entry or several, in the order of the log. */
export const MessagesSchema = v.object({
  type: v.literal('messages'),
  room: v.string(),
  epoch: v.string(),
  messages: v.array(ReceivedEntrySchema),
});
