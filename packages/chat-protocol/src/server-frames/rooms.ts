import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';
import { ReceivedEntrySchema } from '../fields/wire-entry.js';

const page = {
  requestId: AnsweredIdSchema,
  room: v.string(),
  epoch: v.string(),
  /** The lowest position covered: where to go on backwards, as `before`. `through + 1` when nothing is covered. */
  from: v.number(),
  /** The highest position covered: where to go on, as `after`. What is not in `messages` up to here will never come. */
  through: v.number(),
  /** The highest position taken. Above the client's cursor it tells that there is something to ask for, now or soon. */
  head: v.number(),
  /** Whether this goes on from the cursor of the request without a gap. */
  recovered: v.boolean(),
  messages: v.array(ReceivedEntrySchema),
  /** Whether there is more in the direction that was asked for. */
  more: v.boolean(),
};

/** The answer to `joinRoom`. */
export const JoinedSchema = v.object({ type: v.literal('joined'), ...page });

/** The answer to `listMessages`. */
export const PageSchema = v.object({ type: v.literal('page'), ...page });

/** The answer to `leaveRoom`. */
export const LeftSchema = v.object({
  type: v.literal('left'),
  requestId: AnsweredIdSchema,
  room: v.string(),
});
