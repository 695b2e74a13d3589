import type * as v from 'valibot';
import { nullPrototype } from '../null-prototype.js';
import { AnnounceSchema, SendMessageSchema } from './messages.js';
import {
  BanSchema,
  DeleteMessageSchema,
  InviteSchema,
  KickSchema,
  MuteSchema,
  SlowModeSchema,
} from './moderation.js';
import { PingSchema } from './ping.js';
import { JoinRoomSchema, LeaveRoomSchema, ListMessagesSchema } from './rooms.js';

/** Every frame a client may send, by its `action`. On API Gateway the same names are the routes. */
export const CLIENT_FRAMES = nullPrototype({
  sendMessage: SendMessageSchema,
  announce: AnnounceSchema,
  joinRoom: JoinRoomSchema,
  leaveRoom: LeaveRoomSchema,
  listMessages: ListMessagesSchema,
  ping: PingSchema,
  deleteMessage: DeleteMessageSchema,
  invite: InviteSchema,
  kick: KickSchema,
  ban: BanSchema,
  mute: MuteSchema,
  slowMode: SlowModeSchema,
});

/** The name of an action that a client may request. */
export type ClientAction = keyof typeof CLIENT_FRAMES;

/** What a client sends; discriminated by `action`. */
export type ClientFrame = v.InferOutput<(typeof CLIENT_FRAMES)[ClientAction]>;

/** The frame of one action. */
export type ClientFrameOf<Action extends ClientAction> = Extract<ClientFrame, { action: Action }>;
