import type { ActionFrame } from '../descriptors/define-action.js';
import { nullPrototype } from '../null-prototype.js';
import { announce } from './announce.js';
import { ban } from './ban.js';
import { block } from './block.js';
import { browseRooms } from './browse-rooms.js';
import { deleteMessage } from './delete-message.js';
import { editMessage } from './edit-message.js';
import { invite } from './invite.js';
import { joinRoom } from './join-room.js';
import { kick } from './kick.js';
import { leaveRoom } from './leave-room.js';
import { listMessages } from './list-messages.js';
import { listRooms } from './list-rooms.js';
import { markRead } from './mark-read.js';
import { mute } from './mute.js';
import { ping } from './ping.js';
import { react } from './react.js';
import { report } from './report.js';
import { sendMessage } from './send-message.js';
import { signal } from './signal.js';
import { slowMode } from './slow-mode.js';
import { unblock } from './unblock.js';
import { who } from './who.js';

/** Every action of this protocol, by its name. On API Gateway the same names are the routes. */
export const ACTIONS = nullPrototype({
  sendMessage,
  announce,
  joinRoom,
  leaveRoom,
  listMessages,
  listRooms,
  browseRooms,
  markRead,
  ping,
  signal,
  who,
  deleteMessage,
  editMessage,
  react,
  report,
  invite,
  kick,
  ban,
  mute,
  slowMode,
  block,
  unblock,
});

/** The name of an action that a client may request. */
export type ClientAction = keyof typeof ACTIONS;

/** What a client sends; discriminated by `action`. */
export type ClientFrame = ActionFrame<(typeof ACTIONS)[ClientAction]>;

/** The frame of one action. */
export type ClientFrameOf<Action extends ClientAction> = Extract<ClientFrame, { action: Action }>;
