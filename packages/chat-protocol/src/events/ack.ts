import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

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
  },
});
