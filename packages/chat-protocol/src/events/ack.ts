import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { clientMessageIdField } from '../fields/client-message-id.js';
import { roomField, withField } from '../fields/room.js';
import { ReceivedEntrySchema } from '../fields/wire-entry.js';

/** The message is in the log, at `seq`; `duplicate` says that it already was. */
export const ack = defineEvent({
  type: 'ack',
  fields: {
    clientMessageId: clientMessageIdField,
    room: roomField,
    with: withField,
    epoch: v.string(),
    seq: v.number(),
    id: v.string(),
    sentAt: v.number(),
    duplicate: v.boolean(),
    /** What the log holds at `seq` now, where `echo` was false: as good as a `messages` frame with this entry. */
    entry: v.exactOptional(ReceivedEntrySchema),
  },
});
