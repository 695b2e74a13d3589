import * as v from 'valibot';
import { RequestIdSchema } from '../fields/request-id.js';

const frame = { requestId: RequestIdSchema };
const aboutUser = { ...frame, userId: v.string() };
const until = v.exactOptional(v.number());

/** Ends every connection of a user, as a moderator. Response: `done`. */
export const KickSchema = v.object({ action: v.literal('kick'), ...aboutUser });

/** Keeps a user out until a given time, as a moderator. Response: `done`. */
export const BanSchema = v.object({ action: v.literal('ban'), ...aboutUser, until });

/** Lets a user read but not send until a given time, as a moderator. Response: `done`. */
export const MuteSchema = v.object({ action: v.literal('mute'), ...aboutUser, until });

/** Lets each user send to a room once in `interval` milliseconds, as a moderator; 0 ends it. Response: `done`. */
export const SlowModeSchema = v.object({
  action: v.literal('slowMode'),
  ...frame,
  room: v.exactOptional(v.string()),
  interval: v.number(),
});

/** Lets a user into a private room until a given time. Response: `done`. */
export const InviteSchema = v.object({ action: v.literal('invite'), ...aboutUser, room: v.string(), until });

/** Deletes a message: the caller's own, or any user's as a moderator. Response: `done`. */
export const DeleteMessageSchema = v.object({
  action: v.literal('deleteMessage'),
  ...frame,
  room: v.exactOptional(v.string()),
  seq: v.number(),
  id: v.string(),
});
