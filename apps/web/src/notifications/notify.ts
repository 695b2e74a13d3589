import type { User } from '@serverless-ws/chat-client';

/** What a notification tells. */
export interface News {
  /** The id of the message: one that comes twice is shown once. */
  readonly id: string;
  readonly sender: User;
  /** The name of the room; `null` for a direct message. */
  readonly room: string | null;
  readonly text: string;
}

/** Shows a notification of the system; a click shows the page, and does `onClick`. */
export function notify({ id, sender, room, text }: News, onClick: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const title = room === null ? sender.name : `${sender.name} in ${room}`;
    const shown = new Notification(title, { body: text, tag: id, icon: './icon.svg' });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onClick();
    };
  } catch {
    // Browsers of phones show only those of a service worker. The title of the tab counts all the same.
  }
}
