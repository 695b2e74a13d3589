import * as v from 'valibot';
import { RequestIdSchema } from '../fields/request-id.js';

/** Says something in a room. Answered by `ack`. */
export const SendMessageSchema = v.object({
  action: v.literal('sendMessage'),
  requestId: RequestIdSchema,
  room: v.exactOptional(v.string()),
  text: v.string(),
  clientMessageId: v.exactOptional(v.string()),
});

/** Says something to everybody, as an admin. Answered by `ack`. */
export const AnnounceSchema = v.object({
  action: v.literal('announce'),
  requestId: RequestIdSchema,
  text: v.string(),
  clientMessageId: v.exactOptional(v.string()),
});
