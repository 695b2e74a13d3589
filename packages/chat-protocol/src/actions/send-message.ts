import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { ack } from '../events/ack.js';
import { clientMessageIdField } from '../fields/client-message-id.js';
import { roomOrLobbyField } from '../fields/room.js';

/** Sends a message to a room. */
export const sendMessage = defineAction({
  name: 'sendMessage',
  fields: {
    room: roomOrLobbyField,
    text: v.string(),
    clientMessageId: clientMessageIdField,
  },
  response: ack,
});
