import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { ack } from '../events/ack.js';
import { clientMessageIdField } from '../fields/client-message-id.js';
import { besideTextFields } from '../fields/message-content.js';
import { roomOrUserFields } from '../fields/room.js';

/** Changes what one of the caller's own messages says. */
export const editMessage = defineAction({
  name: 'editMessage',
  fields: {
    ...roomOrUserFields,
    seq: v.number(),
    id: v.string(),
    /** May be empty where there is `meta`. */
    text: v.string(),
    ...besideTextFields,
    clientMessageId: clientMessageIdField,
  },
  response: ack,
});
