import * as v from 'valibot';
import { LogCursorSchema } from '../fields/log-cursor.js';
import { RequestIdSchema } from '../fields/request-id.js';

/** Enters a room, and catches up from `after`. Response: `joined`. */
export const JoinRoomSchema = v.object({
  action: v.literal('joinRoom'),
  requestId: RequestIdSchema,
  room: v.exactOptional(v.string()),
  after: v.exactOptional(LogCursorSchema),
});

/** Leaves a room. Response: `left`. */
export const LeaveRoomSchema = v.object({
  action: v.literal('leaveRoom'),
  requestId: RequestIdSchema,
  room: v.string(),
});

/** Asks for a page of a room's log: the newest, or one beside a cursor. Response: `page`. */
export const ListMessagesSchema = v.object({
  action: v.literal('listMessages'),
  requestId: RequestIdSchema,
  room: v.exactOptional(v.string()),
  before: v.exactOptional(LogCursorSchema),
  after: v.exactOptional(LogCursorSchema),
  limit: v.exactOptional(v.number()),
});
