import type { Room } from '@serverless-ws/chat-client';
import { useEffect } from 'react';
import { useClient } from '../chat-provider.js';
import { joined } from './joined.js';

/**
 * A room, joined when the component is mounted and from then on: other components may show it too, and what is unread in it
 * counts on. `room.leave()` leaves it.
 *
 * @example
 * ```tsx
 * const room = useRoom('tea');
 * <button onClick={() => void room.send('Hello!')}>Say hello</button>;
 * ```
 */
export function useRoom(name: string): Room {
  const room = useClient().room(name);
  useEffect(() => {
    // Where the server refuses, the client emits `refused`.
    joined(room).catch(() => undefined);
  }, [room]);
  return room;
}
