import {
  ack,
  clientMessageIdField,
  defineAction,
  defineEntry,
  roomField,
} from '@serverless-ws/chat-protocol';
import * as v from 'valibot';

const fields = { question: v.string(), options: v.array(v.string()) };

/** A poll, in the log of its room. */
export const poll = defineEntry({ kind: 'acme.poll', fields });

/** Opens a poll in a room. */
export const openPoll = defineAction({
  name: 'acme.openPoll',
  fields: { room: roomField, ...fields, clientMessageId: clientMessageIdField },
  response: ack,
});
