import { ChatProvider, useView } from '@serverless-ws/chat-react';
import { ImageViewer } from '../images/image-viewer.js';
import { RolesContext } from '../moderation/use-roles.js';
import type { Chat } from '../session/chat.js';
import { OpenChat } from './open-chat.js';

interface ChatPageProps {
  readonly chat: Chat;
  /** Begins anew with the same user. */
  readonly onReconnect: () => void;
  /** Begins anew with a fresh sign-in; what was written is kept. */
  readonly onSignInAgain: () => void;
  readonly onSignOut: () => void;
}

/** The chat of one session. */
export function ChatPage({ chat: { session, client, files, roles, isExpired }, ...ends }: ChatPageProps) {
  return (
    <ChatProvider client={client}>
      <RolesContext value={useView(roles)}>
        <ImageViewer files={files}>
          <OpenChat session={session} isExpired={isExpired} {...ends} />
        </ImageViewer>
      </RolesContext>
    </ChatProvider>
  );
}
