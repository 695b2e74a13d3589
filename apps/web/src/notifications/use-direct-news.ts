import { messages } from '@serverless-ws/chat-protocol';
import { useClient } from '@serverless-ws/chat-react';
import { useEffect, useRef } from 'react';
import { summaryOf } from '../attachments/attachment.js';
import type { News } from './notify.js';

/** Tells of each direct message to the user, also of the first one in a room that is not open yet. */
export function useDirectNews(userId: string, onNews: (news: News) => void): void {
  const client = useClient();
  const told = useRef(onNews);
  useEffect(() => {
    told.current = onNews;
  });
  useEffect(
    () =>
      client.on(messages, ({ messages: entries }) => {
        for (const entry of entries) {
          if (!('kind' in entry) || entry.kind !== 'message' || entry.to !== userId) continue;
          told.current({ id: entry.id, sender: entry.sender, room: null, text: summaryOf(entry) });
        }
      }),
    [client, userId],
  );
}
