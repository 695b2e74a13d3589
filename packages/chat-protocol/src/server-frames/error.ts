import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';

/** A request that failed. `code` is one of the domain's list; a client must survive one that it does not know yet. */
export const ErrorSchema = v.object({
  type: v.literal('error'),
  code: v.string(),
  message: v.string(),
  retryable: v.boolean(),
  retryAfterMs: v.exactOptional(v.number()),
  requestId: AnsweredIdSchema,
  clientMessageId: v.exactOptional(v.string()),
});
