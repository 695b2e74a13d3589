import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';

/** The message is in the log, at `seq`; `duplicate` says that it already was. */
export const AckSchema = v.object({
  type: v.literal('ack'),
  requestId: AnsweredIdSchema,
  clientMessageId: v.exactOptional(v.string()),
  room: v.string(),
  epoch: v.string(),
  seq: v.number(),
  id: v.string(),
  sentAt: v.number(),
  duplicate: v.boolean(),
});
