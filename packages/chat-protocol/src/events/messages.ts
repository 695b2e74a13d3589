import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';
import { ReceivedEntrySchema } from '../fields/wire-entry.js';

/** New entries for the members of a room: one or several, in the order of the log. */
export const messages = defineEvent({
  type: 'messages',
  fields: { room: roomField, epoch: v.string(), messages: v.array(ReceivedEntrySchema) },
});
