import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { ack } from '../events/ack.js';
import { clientMessageIdField } from '../fields/client-message-id.js';
import { besideTextFields } from '../fields/message-content.js';
import { MessageReferenceSchema } from '../fields/message-reference.js';
import { roomOrUserFields } from '../fields/room.js';

/** Sends a message to a room, or to a user. */
export const sendMessage = defineAction({
  name: 'sendMessage',
  fields: {
    ...roomOrUserFields,
    /** May be empty where there is `meta`. */
    text: v.string(),
    ...besideTextFields,
    /** The message that this one answers. */
    replyTo: v.exactOptional(MessageReferenceSchema),
    clientMessageId: clientMessageIdField,
    /** `false`: the ack may carry the entry, and the push to this connection be left out. */
    echo: v.exactOptional(v.boolean()),
  },
  response: ack,
});
