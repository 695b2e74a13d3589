import { rooms, type RoomSummary } from '@serverless-ws/chat-client';
import { useClient } from '../chat-provider.js';
import { useView } from '../use-view.js';

/**
 * The rooms that the user follows, direct ones too, with what is unread in each.
 *
 * @example
 * ```tsx
 * const unread = useRooms().reduce((sum, room) => sum + room.unread, 0);
 * ```
 */
export function useRooms(): readonly RoomSummary[] {
  return useView(rooms(useClient()));
}
