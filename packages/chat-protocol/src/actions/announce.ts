import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { ack } from '../events/ack.js';
import { clientMessageIdField } from '../fields/client-message-id.js';

/** Sends an announcement to all users, as an admin. */
export const announce = defineAction({
  name: 'announce',
  fields: {
    text: v.string(),
    clientMessageId: clientMessageIdField,
  },
  response: ack,
});
