import {
  banOf,
  deleteMessageOf,
  inviteOf,
  kickOf,
  muteOf,
  slowModeOf,
  type ModeratedChatPorts,
} from '@serverless-ws/chat-domain';
import { ban, deleteMessage, invite, kick, mute, slowMode } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `ban`. */
export const servedBan = /* @__PURE__ */ serveUseCase(
  ban,
  (ports: ModeratedChatPorts) => (caller, frame) => banOf(ports).execute({ ...frame, ...caller }),
);

/** `deleteMessage`. */
export const servedDeleteMessage = /* @__PURE__ */ serveUseCase(
  deleteMessage,
  (ports: ModeratedChatPorts) => (caller, frame) => deleteMessageOf(ports).execute({ ...frame, ...caller }),
);

/** `invite`. */
export const servedInvite = /* @__PURE__ */ serveUseCase(
  invite,
  (ports: ModeratedChatPorts) => (caller, frame) => inviteOf(ports).execute({ ...frame, ...caller }),
);

/** `kick`. */
export const servedKick = /* @__PURE__ */ serveUseCase(
  kick,
  (ports: ModeratedChatPorts) => (caller, frame) => kickOf(ports).execute({ ...frame, ...caller }),
);

/** `mute`. */
export const servedMute = /* @__PURE__ */ serveUseCase(
  mute,
  (ports: ModeratedChatPorts) => (caller, frame) => muteOf(ports).execute({ ...frame, ...caller }),
);

/** `slowMode`. */
export const servedSlowMode = /* @__PURE__ */ serveUseCase(
  slowMode,
  (ports: ModeratedChatPorts) => (caller, frame) => slowModeOf(ports).execute({ ...frame, ...caller }),
);

/** What moderators and hosts do: `ban`, `deleteMessage`, `invite`, `kick`, `mute`, `slowMode`. */
export const moderationActions: readonly Served<ModeratedChatPorts>[] = [
  servedBan,
  servedDeleteMessage,
  servedInvite,
  servedKick,
  servedMute,
  servedSlowMode,
];
