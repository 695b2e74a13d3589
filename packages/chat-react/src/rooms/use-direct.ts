import type { Room } from '@serverless-ws/chat-client';
import { useRoom } from './use-room.js';

/**
 * The room of the messages with one user. Nothing is joined on a server, nor while React only prepares to show it.
 *
 * @example
 * ```tsx
 * const bob = useDirect('bob');
 * const { lines } = useTimeline(bob);
 * ```
 */
export function useDirect(userId: string): Room {
  // The name that `client.direct(userId)` gives it.
  return useRoom(`@${userId}`);
}
