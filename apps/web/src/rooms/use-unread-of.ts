import { unread } from '@serverless-ws/chat-client';
import { useClient } from '@serverless-ws/chat-react';
import { useCallback, useSyncExternalStore } from 'react';
import type { OpenRoom } from './use-open-rooms.js';

/** How many messages of others are unread in some rooms together. */
export function useUnreadOf(rooms: readonly OpenRoom[]): number {
  const client = useClient();
  const subscribe = useCallback(
    (changed: () => void) => {
      const stops = rooms.map(({ name }) => unread(client.room(name)).subscribe(changed));
      return () => stops.forEach((stop) => stop());
    },
    [client, rooms],
  );
  const sum = useCallback(
    () => rooms.reduce((total, { name }) => total + unread(client.room(name)).current, 0),
    [client, rooms],
  );
  return useSyncExternalStore(subscribe, sum);
}
