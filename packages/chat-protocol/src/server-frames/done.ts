import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';

/** The request was carried out: the response to every action without a result. */
export const DoneSchema = v.object({
  type: v.literal('done'),
  requestId: AnsweredIdSchema,
  action: v.string(),
});
