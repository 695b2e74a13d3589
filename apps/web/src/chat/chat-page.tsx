import { webStorage } from '@serverless-ws/chat-client';
import { ChatProvider } from '@serverless-ws/chat-react';
import { useMemo, useState } from 'react';
import type { Session } from '../session/session.js';
import type { Settings } from '../settings.js';
import { RolesContext, useTokenRoles } from '../moderation/use-roles.js';
import { OpenChat } from './open-chat.js';

interface ChatPageProps {
  readonly session: Session;
  readonly settings: Settings;
  readonly onSignOut: () => void;
}

/** The chat of one session. */
export function ChatPage({ session, settings, onSignOut }: ChatPageProps) {
  // A client that has ended does not begin anew.
  const [attempt, setAttempt] = useState(0);
  const { roles, getToken } = useTokenRoles(session.getToken);
  const options = useMemo(
    () => ({
      url: settings.webSocketUrl,
      getToken,
      storage: webStorage(() => sessionStorage, `outbox:${session.userId}`),
    }),
    [session, settings, getToken],
  );
  return (
    <ChatProvider key={attempt} options={options}>
      <RolesContext value={roles}>
        <OpenChat session={session} onReconnect={() => setAttempt(attempt + 1)} onSignOut={onSignOut} />
      </RolesContext>
    </ChatProvider>
  );
}
