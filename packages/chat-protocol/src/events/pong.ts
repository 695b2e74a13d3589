import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { LogCursorSchema } from '../fields/log-cursor.js';
import { roomField } from '../fields/room.js';
import { isObject } from '../parse/json-object.js';

/**
 * A position for each room, or for each user. Not `v.record`: that drops the keys `constructor` and `prototype`, which are good room
 * names and ids. For the same reason, read it by `Object.entries` or `Object.hasOwn`.
 */
const heads = v.custom<Record<string, v.InferOutput<typeof LogCursorSchema>>>(
  (value) =>
    isObject(value) && Object.values(value).every((head) => v.safeParse(LogCursorSchema, head).success),
);

/**
 * The response to `ping`: the rooms that this connection is in, and the head of the log of each that has one; `direct`: the
 * heads of the direct rooms that were asked for, by the other user.
 */
export const pong = defineEvent({
  type: 'pong',
  fields: { heads, rooms: v.array(roomField), direct: v.exactOptional(heads) },
});
