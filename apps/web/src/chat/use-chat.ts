import { ChatClient, webStorage } from '@serverless-ws/chat-client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { rememberedRooms, rememberRooms } from '../rooms/remembered-rooms.js';
import type { Session } from '../session/session.js';
import type { Settings } from '../settings.js';
import { ChatStore, type ChatView } from './chat-store.js';

/** The chat of a session, for as long as the component is mounted; `null` before the first render. */
export function useChat(session: Session, settings: Settings): ChatStore | null {
  const [store, setStore] = useState<ChatStore | null>(null);
  useEffect(() => {
    const { userId, getToken } = session;
    const client = new ChatClient({
      url: settings.webSocketUrl,
      getToken,
      storage: webStorage(() => sessionStorage, `outbox:${userId}`),
    });
    const opened = new ChatStore(client, userId, (rooms) => rememberRooms(userId, rooms));
    setStore(opened);
    opened.open(rememberedRooms(userId));
    const see = () => opened.see(document.visibilityState === 'visible');
    see();
    document.addEventListener('visibilitychange', see);
    return () => {
      document.removeEventListener('visibilitychange', see);
      opened.close();
    };
  }, [session, settings]);
  return store;
}

/** What to show now; rendered again when it changes. */
export function useChatView(store: ChatStore): ChatView {
  return useSyncExternalStore(store.subscribe, store.view);
}
