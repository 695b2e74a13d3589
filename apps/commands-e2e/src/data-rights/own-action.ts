import {
  ack,
  clientMessageIdField,
  defineAction,
  defineEntry,
  roomField,
} from '@serverless-ws/chat-protocol';
import * as v from 'valibot';

/** A poll of a team, in the log of its room. */
export const poll = defineEntry({ kind: 'acme.poll', fields: { question: v.string() } });

/** Opens a poll in a room. */
export const openPoll = defineAction({
  name: 'acme.openPoll',
  fields: { room: roomField, question: v.string(), clientMessageId: clientMessageIdField },
  response: ack,
});
