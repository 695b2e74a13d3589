import { webStorage } from '@serverless-ws/chat-client';
import { ChatProvider } from '@serverless-ws/chat-react';
import { useMemo } from 'react';
import type { Session } from '../session/session.js';
import type { Settings } from '../settings.js';
import { OpenChat } from './open-chat.js';

interface ChatPageProps {
  readonly session: Session;
  readonly settings: Settings;
  readonly onSignOut: () => void;
}

/** The chat of one session. */
export function ChatPage({ session, settings, onSignOut }: ChatPageProps) {
  const options = useMemo(
    () => ({
      url: settings.webSocketUrl,
      getToken: session.getToken,
      storage: webStorage(() => sessionStorage, `outbox:${session.userId}`),
    }),
    [session, settings],
  );
  return (
    <ChatProvider options={options}>
      <OpenChat session={session} onSignOut={onSignOut} />
    </ChatProvider>
  );
}
