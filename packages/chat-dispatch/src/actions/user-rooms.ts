import { listRoomsOf, markReadOf, type UserRoomPorts } from '@serverless-ws/chat-domain';
import { listRooms, markRead, roomsFields } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `listRooms`. */
export const servedListRooms = /* @__PURE__ */ serveUseCase(
  listRooms,
  (ports: UserRoomPorts) => async (caller, frame) =>
    roomsFields(await listRoomsOf(ports).execute({ ...frame, ...caller })),
);

/** `markRead`. */
export const servedMarkRead = /* @__PURE__ */ serveUseCase(
  markRead,
  (ports: UserRoomPorts) => (caller, frame) => markReadOf(ports).execute({ ...frame, ...caller }),
);

/** What lists rooms and keeps what of them was read: `listRooms` and `markRead`. */
export const userRoomActions: readonly Served<UserRoomPorts>[] = [servedListRooms, servedMarkRead];
