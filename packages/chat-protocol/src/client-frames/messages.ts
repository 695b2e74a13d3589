import * as v from 'valibot';
import { RequestIdSchema } from '../fields/request-id.js';

/** Sends a message to a room. Response: `ack`. */
export const SendMessageSchema = v.object({
  action: v.literal('sendMessage'),
  requestId: RequestIdSchema,
  room: v.exactOptional(v.string()),
  text: v.string(),
  clientMessageId: v.exactOptional(v.string()),
});

/** Sends an announcement to all users, as an admin. Response: `ack`. */
export const AnnounceSchema = v.object({
  action: v.literal('announce'),
  requestId: RequestIdSchema,
  text: v.string(),
  clientMessageId: v.exactOptional(v.string()),
});
