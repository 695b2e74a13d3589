import * as v from 'valibot';
import { RequestIdSchema } from '../fields/request-id.js';

/** The message is in the log, at `seq`; `duplicate` says that it already was. */
export const AckSchema = v.object({
  type: v.literal('ack'),
  requestId: RequestIdSchema,
  clientMessageId: v.exactOptional(v.string()),
  room: v.string(),
  epoch: v.string(),
  seq: v.number(),
  id: v.string(),
  sentAt: v.number(),
  duplicate: v.boolean(),
});
