import { ChatClient, webStorage, type View } from '@serverless-ws/chat-client';
import { AttachmentFiles } from '../attachments/attachment-files.js';
import type { Settings } from '../settings.js';
import { watchedTokens } from '../tokens/watched-tokens.js';
import type { Session } from './session.js';

/** The chat of one session, for as long as its client lives. */
export interface Chat {
  readonly session: Session;
  /** Connected from the start; what ends the chat closes it. */
  readonly client: ChatClient;
  /** `null` where the settings of the page name no function for files. */
  readonly files: AttachmentFiles | null;
  /** The roles of the user, as the token says that the client connects with. */
  readonly roles: View<readonly string[]>;
  /** Whether that token has expired. */
  readonly isExpired: () => boolean;
  /** How many chats the session had before: a client that has ended does not begin anew. */
  readonly attempt: number;
}

/** Begins to connect, so that the first screen is rendered meanwhile. */
export function openChat(session: Session, { webSocketUrl, attachmentsUrl }: Settings, attempt = 0): Chat {
  const tokens = watchedTokens(session.getToken);
  const client = new ChatClient({
    url: webSocketUrl,
    getToken: tokens.getToken,
    storage: webStorage(() => sessionStorage, `outbox:${session.userId}`),
  });
  client.connect();
  return {
    session,
    client,
    files: attachmentsUrl === undefined ? null : new AttachmentFiles(attachmentsUrl, session.getToken),
    roles: {
      get current() {
        return tokens.roles;
      },
      subscribe: (changed) => client.on('state', changed),
    },
    isExpired: tokens.isExpired,
    attempt,
  };
}
