import { useEffect, useMemo } from 'react';
import { Composer } from '../composer/composer.js';
import { Announcer } from '../log/announcer.js';
import { MessageList } from '../log/message-list.js';
import { rowsOf } from '../log/rows.js';
import { Sidebar } from '../rooms/sidebar.js';
import type { Session } from '../session/session.js';
import type { Settings } from '../settings.js';
import { ChatHeader } from './chat-header.js';
import type { ChatStore } from './chat-store.js';
import { Notice } from './notice.js';
import { useChat, useChatView } from './use-chat.js';
import { useDrawer } from './use-drawer.js';

interface ChatPageProps {
  readonly session: Session;
  readonly settings: Settings;
  readonly onSignOut: () => void;
}

/** The chat of one session. */
export function ChatPage({ session, settings, onSignOut }: ChatPageProps) {
  const store = useChat(session, settings);
  return store && <OpenChat store={store} session={session} onSignOut={onSignOut} />;
}

type OpenChatProps = Omit<ChatPageProps, 'settings'> & { readonly store: ChatStore };

function OpenChat({ store, session, onSignOut }: OpenChatProps) {
  const { state, rooms, room, outbox, notice } = useChatView(store);
  // Only a narrow window hides the rooms; a wide one always has them.
  const drawer = useDrawer();
  const self = useMemo(() => ({ id: session.userId, name: session.name }), [session]);
  const rows = useMemo(
    () => rowsOf(room.entries, outbox, room.name, self.id),
    [room.entries, outbox, room.name, self],
  );
  const unread = rooms.reduce((sum, other) => sum + other.unread, 0);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${room.name} · Serverless WS Chat`;
  }, [unread, room.name]);

  return (
    <div className="chat">
      <Sidebar
        rooms={rooms}
        active={room.name}
        self={self}
        isOpen={drawer.isOpen}
        onClose={drawer.close}
        onSelect={(name) => store.select(name)}
        onJoin={(name) => void store.join(name)}
        onLeave={(name) => store.leave(name)}
        onSignOut={onSignOut}
      />
      <main className="conversation" inert={drawer.isOpen}>
        <ChatHeader
          room={room.name}
          state={state}
          unread={unread}
          roomsButton={drawer.button}
          onRooms={drawer.open}
        />
        {notice !== null && <Notice text={notice} onDismiss={() => store.closeNotice()} />}
        <MessageList
          key={room.name}
          room={room.name}
          rows={rows}
          prepended={room.prepended}
          past={room.past}
          self={self}
          onPast={() => void store.readPast()}
          onRetry={(id) => store.retry(id)}
          onDiscard={(id) => store.discard(id)}
        />
        <Announcer key={`heard-${room.name}`} entries={room.entries} userId={self.id} />
        <Composer
          key={`text-${room.name}`}
          room={room.name}
          draft={store.drafts.of(room.name)}
          onDraft={(text) => store.drafts.keep(room.name, text)}
          onSend={(text) => store.send(text)}
        />
      </main>
    </div>
  );
}
