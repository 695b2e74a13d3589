import type { Room } from '@serverless-ws/chat-client';
import { useEffect } from 'react';
import { useClient } from './chat-provider.js';

/**
 * A room, joined while the component is mounted and after that: other components may show it too, and what is unread in it
 * counts on. `room.leave()` leaves it.
 */
export function useRoom(name: string): Room {
  const client = useClient();
  const room = client.room(name);
  useEffect(() => {
    // Where the server refuses, the client emits `refused`.
    room.join().catch(() => undefined);
  }, [room]);
  return room;
}
