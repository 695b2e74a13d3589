import type { ChatClientEvents } from '@serverless-ws/chat-client';
import { summaryOf } from '../attachments/attachment.js';
import { useUnseenMentions, type ShownMentions } from '../mentions/use-unseen-mentions.js';
import { notifies } from '../preferences/preferences.js';
import { notify, type News } from './notify.js';
import { useDirectNews } from './use-direct-news.js';

/**
 * Counts the mentions of the user; where the user wants that, the system tells of them and of direct messages while the
 * page is hidden.
 * @param active - the room that is shown
 * @param open - shows a room
 */
export function useNotifications(
  userId: string,
  active: string,
  isVisible: boolean,
  open: (room: string, title?: string) => void,
): ShownMentions {
  const tell = (news: News, room: string, title?: string) => {
    if (!isVisible && notifies.current === 'on') notify(news, () => open(room, title));
  };
  useDirectNews(userId, (news) => tell(news, `@${news.sender.id}`, news.sender.name));
  return useUnseenMentions(
    userId,
    (room) => isVisible && room === active,
    (event) => {
      if (!event.room.startsWith('@')) tell(newsOf(event), event.room);
    },
  );
}

function newsOf({ room, entry }: ChatClientEvents['message']): News {
  const text = entry.kind === 'message' ? summaryOf(entry) : 'text' in entry ? entry.text : '';
  return { id: entry.id, sender: entry.sender, room, text };
}
