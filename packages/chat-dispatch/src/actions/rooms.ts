import {
  joinRoomOf,
  leaveRoomOf,
  listMessagesOf,
  type LeaveRoomPorts,
  type JoinRoomPorts,
  type ListMessagesPorts,
} from '@serverless-ws/chat-domain';
import { joinRoom, leaveRoom, listMessages, pageFields } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `joinRoom`. */
export const servedJoinRoom = /* @__PURE__ */ serveUseCase(
  joinRoom,
  (ports: JoinRoomPorts) => async (caller, frame) => {
    const { until, ...page } = await joinRoomOf(ports).execute({ ...frame, ...caller });
    return { ...pageFields(page, caller.identity.userId), ...(until !== undefined && { until }) };
  },
);

/** `leaveRoom`. */
export const servedLeaveRoom = /* @__PURE__ */ serveUseCase(
  leaveRoom,
  (ports: LeaveRoomPorts) => async (caller, frame) => ({
    room: await leaveRoomOf(ports).execute({ ...frame, ...caller }),
  }),
);

/** `listMessages`. */
export const servedListMessages = /* @__PURE__ */ serveUseCase(
  listMessages,
  (ports: ListMessagesPorts) => async (caller, frame) =>
    pageFields(await listMessagesOf(ports).execute({ ...frame, ...caller }), caller.identity.userId),
);

/** What reads a room and its log: `joinRoom`, `leaveRoom` and `listMessages`. */
export const roomActions: readonly Served<JoinRoomPorts & ListMessagesPorts>[] = [
  servedJoinRoom,
  servedLeaveRoom,
  servedListMessages,
];
