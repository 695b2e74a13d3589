import type { ChatClientEvents } from '@serverless-ws/chat-client';
import { useClient } from '@serverless-ws/chat-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { UnseenMentions, type MentionCounts } from './unseen-mentions.js';

/** The mentions of the user that they have not seen. */
export interface ShownMentions {
  readonly counts: MentionCounts;
  /** The user looks into a room. */
  readonly clear: (room: string) => void;
}

/**
 * Counts what mentions the user.
 * @param isSeen - whether the user looks into a room now
 * @param onMention - told of each one
 */
export function useUnseenMentions(
  userId: string,
  isSeen: (room: string) => boolean,
  onMention: (event: ChatClientEvents['message']) => void,
): ShownMentions {
  const client = useClient();
  const [mentions] = useState(() => new UnseenMentions(userId, () => sessionStorage));
  const [clear] = useState(() => (room: string) => mentions.clear(room));
  const told = useRef({ isSeen, onMention });
  useEffect(() => {
    told.current = { isSeen, onMention };
  });
  useEffect(
    () =>
      client.on('message', (event) => {
        if (!mentions.isMention(event)) return;
        if (!told.current.isSeen(event.room)) mentions.add(event.room);
        told.current.onMention(event);
      }),
    [client, mentions],
  );
  return { counts: useSyncExternalStore(mentions.subscribe, () => mentions.current), clear };
}
