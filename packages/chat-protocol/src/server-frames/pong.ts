import * as v from 'valibot';
import { AnsweredIdSchema } from '../fields/answered-id.js';
import { LogCursorSchema } from '../fields/log-cursor.js';

/**
 * A position for each room. Not `v.record`: that drops the keys `constructor` and `prototype`, which are good room
 * names. For the same reason, read it by `Object.entries` or `Object.hasOwn`.
 */
const HeadsSchema = v.custom<Record<string, v.InferOutput<typeof LogCursorSchema>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((head) => v.safeParse(LogCursorSchema, head).success),
);

/** The response to `ping`: the rooms that this connection is in, and the head of the log of each that has one. */
export const PongSchema = v.object({
  type: v.literal('pong'),
  requestId: AnsweredIdSchema,
  heads: HeadsSchema,
  rooms: v.array(v.string()),
});
