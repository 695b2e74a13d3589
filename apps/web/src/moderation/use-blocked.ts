import type { ChatClient } from '@serverless-ws/chat-client';
import { listRooms } from '@serverless-ws/chat-protocol';
import { useClient } from '@serverless-ws/chat-react';
import { useEffect, useState } from 'react';
import { RememberedBlocks } from './remembered-blocks.js';

/** What a client has blocked and unblocked itself: it is newer than what the server said. */
const chosenBy = new WeakMap<ChatClient, Map<string, boolean>>();

/**
 * Whether a user is blocked, as far as can be known, and how to say that it changes. The server is asked once a menu; of
 * users with whom there are no direct messages only this browser knows.
 * @param selfId - of the user who blocks
 */
export function useBlocked(
  selfId: string,
  userId: string,
): readonly [isBlocked: boolean, choose: (isBlocked: boolean) => void] {
  const client = useClient();
  const [remembered] = useState(() => new RememberedBlocks(selfId, () => localStorage));
  const chosen = chosenBy.get(client) ?? new Map<string, boolean>();
  const [isBlocked, setBlocked] = useState(() => chosen.get(userId) ?? remembered.has(userId));
  useEffect(() => {
    if (chosenBy.get(client)?.has(userId)) return;
    let isShown = true;
    client.request(listRooms, { limit: 100 }).then(
      ({ rooms }) => {
        const direct = rooms.find((room) => room.with === userId);
        if (isShown && direct !== undefined) setBlocked(direct.blocked === true);
      },
      // Without the list, what this browser remembers is offered; either may be repeated.
      () => undefined,
    );
    return () => void (isShown = false);
  }, [client, userId]);
  const choose = (next: boolean) => {
    chosenBy.set(client, chosen.set(userId, next));
    remembered.keep(userId, next);
    setBlocked(next);
  };
  return [isBlocked, choose];
}
