import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { ack } from '../events/ack.js';
import { clientMessageIdField } from '../fields/client-message-id.js';
import { roomOrUserFields } from '../fields/room.js';

/** Adds a reaction of the caller to a message, or takes one back. */
export const react = defineAction({
  name: 'react',
  fields: {
    ...roomOrUserFields,
    seq: v.number(),
    id: v.string(),
    reaction: v.string(),
    /** `false` takes it back; `true` when absent. */
    on: v.exactOptional(v.boolean()),
    clientMessageId: clientMessageIdField,
  },
  response: ack,
});
