import { webStorage } from '@serverless-ws/chat-client';
import { ChatProvider } from '@serverless-ws/chat-react';
import { useMemo, useState } from 'react';
import type { Session } from '../session/session.js';
import type { Settings } from '../settings.js';
import { RolesContext, useTokenRoles } from '../moderation/use-roles.js';
import { watchedTokens } from '../tokens/watched-tokens.js';
import { AttachmentFiles } from '../attachments/attachment-files.js';
import { ImageViewer } from '../images/image-viewer.js';
import { OpenChat } from './open-chat.js';

interface ChatPageProps {
  readonly session: Session;
  readonly settings: Settings;
  /** Begins anew with a fresh sign-in; what was written is kept. */
  readonly onSignInAgain: () => void;
  readonly onSignOut: () => void;
}

/** The chat of one session. */
export function ChatPage({ session, settings, ...ends }: ChatPageProps) {
  // A client that has ended does not begin anew.
  const [attempt, setAttempt] = useState(0);
  const tokens = useMemo(() => watchedTokens(session.getToken), [session]);
  const { roles, getToken } = useTokenRoles(tokens.getToken);
  const options = useMemo(
    () => ({
      url: settings.webSocketUrl,
      getToken,
      storage: webStorage(() => sessionStorage, `outbox:${session.userId}`),
    }),
    [session, settings, getToken],
  );
  const files = useMemo(() => {
    const { attachmentsUrl } = settings;
    return attachmentsUrl === undefined ? null : new AttachmentFiles(attachmentsUrl, getToken);
  }, [settings, getToken]);
  return (
    <ChatProvider key={attempt} options={options}>
      <RolesContext value={roles}>
        <ImageViewer files={files}>
          <OpenChat
            session={session}
            isExpired={tokens.isExpired}
            onReconnect={() => setAttempt(attempt + 1)}
            {...ends}
          />
        </ImageViewer>
      </RolesContext>
    </ChatProvider>
  );
}
