import { members, type Members, type Room } from '@serverless-ws/chat-client';
import { useView } from './use-view.js';

/** Who is in a room. The server is asked for it while a component shows it. */
export function useMembers(room: Room): Members {
  return useView(members(room));
}
