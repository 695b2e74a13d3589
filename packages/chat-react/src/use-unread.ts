import { unread, type Room, type Unread } from '@serverless-ws/chat-client';
import { useView } from './use-view.js';

/** What is unread in a room, and how to mark it as read. */
export interface ShownUnread extends Pick<Unread, 'markRead'> {
  readonly count: number;
}

/** How many messages of others the user has not read in a room. */
export function useUnread(room: Room): ShownUnread {
  const shown = unread(room);
  return { count: useView(shown), markRead: (upTo) => shown.markRead(upTo) };
}
