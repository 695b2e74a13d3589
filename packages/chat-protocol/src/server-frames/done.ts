import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';

/** The request was carried out: the response to every action without a result. `room`: the one that it was about. */
export const DoneSchema = v.object({
  type: v.literal('done'),
  requestId: AnsweredIdSchema,
  action: v.string(),
  room: v.exactOptional(v.string()),
});
