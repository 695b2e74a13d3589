import { unread, type Room, type Unread } from '@serverless-ws/chat-client';
import { useMemo } from 'react';
import { useView } from '../use-view.js';

/** What is unread in a room, and how to mark it as read. */
export interface ShownUnread extends Pick<Unread, 'markRead'> {
  /** Messages of others. */
  readonly count: number;
}

/**
 * How many messages of others the user has not read in a room.
 *
 * @example
 * ```tsx
 * const { count, markRead } = useUnread(room);
 * ```
 */
export function useUnread(room: Room): ShownUnread {
  const shown = unread(room);
  const count = useView(shown);
  return useMemo(() => ({ count, markRead: (upTo) => shown.markRead(upTo) }), [shown, count]);
}
