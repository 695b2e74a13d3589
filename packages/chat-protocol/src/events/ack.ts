import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';
import { ReceivedEntrySchema } from '../fields/wire-entry.js';

/** The message is in the log, at `seq`; `duplicate` says that it already was. */
export const ack = defineEvent({
  type: 'ack',
  fields: {
    clientMessageId: v.exactOptional(v.string()),
    room: roomField,
    epoch: v.string(),
    seq: v.number(),
    id: v.string(),
    sentAt: v.number(),
    duplicate: v.boolean(),
    /** What the log holds at `seq` now, where `echo` was false: as good as a `messages` frame with this entry. */
    entry: v.exactOptional(ReceivedEntrySchema),
  },
});
