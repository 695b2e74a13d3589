import { members, type Members, type Room } from '@serverless-ws/chat-client';
import { useView } from '../use-view.js';

/**
 * Who is in a room. The server is asked for it while a component shows it, about once a minute.
 *
 * @example
 * ```tsx
 * const { users, count, more } = useMembers(room);
 * ```
 */
export function useMembers(room: Room): Members {
  return useView(members(room));
}
