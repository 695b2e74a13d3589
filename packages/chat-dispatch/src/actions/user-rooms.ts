import {
  browseRoomsOf,
  listRoomsOf,
  markReadOf,
  type BrowseRoomsPorts,
  type UserRoomPorts,
} from '@serverless-ws/chat-domain';
import { browseRooms, listRooms, markRead, roomsFields } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';
import { servedBlock, servedUnblock } from './blocks.js';

/** `listRooms`. */
export const servedListRooms = /* @__PURE__ */ serveUseCase(
  listRooms,
  (ports: UserRoomPorts) => async (caller, frame) =>
    roomsFields(await listRoomsOf(ports).execute({ ...frame, ...caller })),
);

/** `browseRooms`. */
export const servedBrowseRooms = /* @__PURE__ */ serveUseCase(
  browseRooms,
  (ports: BrowseRoomsPorts) => async (caller, frame) => {
    const { rooms, ...rest } = await browseRoomsOf(ports).execute({ ...frame, ...caller });
    return { ...rest, rooms: [...rooms] };
  },
);

/** `markRead`. */
export const servedMarkRead = /* @__PURE__ */ serveUseCase(
  markRead,
  (ports: UserRoomPorts) => (caller, frame) => markReadOf(ports).execute({ ...frame, ...caller }),
);

/**
 * What lists rooms and keeps what of them was read, and who may write to whom: `listRooms`, `browseRooms`, `markRead`,
 * `block` and `unblock`.
 */
export const userRoomActions: readonly Served<UserRoomPorts>[] = [
  servedListRooms,
  servedBrowseRooms,
  servedMarkRead,
  servedBlock,
  servedUnblock,
];
