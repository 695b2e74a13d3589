import type { ChatClient } from '@serverless-ws/chat-client';
import { listRooms } from '@serverless-ws/chat-protocol';
import { useClient } from '@serverless-ws/chat-react';
import { useEffect, useState } from 'react';

/** What a client has blocked and unblocked itself: the list of rooms may not have the user. */
const chosenBy = new WeakMap<ChatClient, Map<string, boolean>>();

/** Whether a user is blocked, as far as can be known, and how to say that it changes. The server is asked once a menu. */
export function useBlocked(
  userId: string,
): readonly [isBlocked: boolean, choose: (isBlocked: boolean) => void] {
  const client = useClient();
  const chosen = chosenBy.get(client) ?? new Map<string, boolean>();
  const [isBlocked, setBlocked] = useState(chosen.get(userId) ?? false);
  useEffect(() => {
    if (chosenBy.get(client)?.has(userId)) return;
    let isShown = true;
    client.request(listRooms, { limit: 100 }).then(
      ({ rooms }) =>
        isShown && setBlocked(rooms.some((room) => room.with === userId && room.blocked === true)),
      // Without the list, it is offered to block; that may be repeated.
      () => undefined,
    );
    return () => void (isShown = false);
  }, [client, userId]);
  const choose = (next: boolean) => {
    chosenBy.set(client, chosen.set(userId, next));
    setBlocked(next);
  };
  return [isBlocked, choose];
}
