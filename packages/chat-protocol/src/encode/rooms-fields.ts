import type { RoomListPage } from '@serverless-ws/chat-domain';
import type { listRooms } from '../actions/list-rooms.js';
import type { ResponseFields } from '../descriptors/define-action.js';

/** A page of a user's rooms as the response to `listRooms` says it. */
export function roomsFields({ rooms, next }: RoomListPage): ResponseFields<typeof listRooms> {
  return {
    rooms: rooms.map(({ peer, ...rest }) => ({
      ...rest,
      ...(peer !== undefined && { with: peer.id }),
      ...(peer?.name !== undefined && { name: peer.name }),
    })),
    ...(next !== undefined && { next }),
  };
}
