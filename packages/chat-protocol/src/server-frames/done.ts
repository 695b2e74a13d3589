import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';

/** What was asked for is done: the answer to every action that has nothing else to say. */
export const DoneSchema = v.object({
  type: v.literal('done'),
  requestId: AnsweredIdSchema,
  action: v.string(),
});
