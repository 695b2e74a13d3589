import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';
import { ReceivedEntrySchema } from '../fields/wire-entry.js';

const page = {
  requestId: AnsweredIdSchema,
  room: v.string(),
  epoch: v.string(),
  /** The lowest position covered: where to continue backwards, as `before`. `through + 1` when nothing is covered. */
  from: v.number(),
  /** The highest position covered: where to continue, as `after`. What is not in `messages` up to here stays empty. */
  through: v.number(),
  /** The highest position reserved. Above the client's cursor, there are entries to ask for, now or soon. */
  head: v.number(),
  /** Whether this continues from the cursor of the request without a gap. */
  recovered: v.boolean(),
  messages: v.array(ReceivedEntrySchema),
  /** Whether there is more in the direction that was asked for. */
  more: v.boolean(),
};

/** The response to `joinRoom`. */
export const JoinedSchema = v.object({ type: v.literal('joined'), ...page });

/** The response to `listMessages`. */
export const PageSchema = v.object({ type: v.literal('page'), ...page });

/** The response to `leaveRoom`. */
export const LeftSchema = v.object({
  type: v.literal('left'),
  requestId: AnsweredIdSchema,
  room: v.string(),
});
