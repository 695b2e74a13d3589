import { useEffect, useMemo, useState } from 'react';
import { MessageList } from '../log/message-list.js';
import { rowsOf } from '../log/rows.js';
import { RoomList } from '../rooms/room-list.js';
import type { Session } from '../session/session.js';
import type { Settings } from '../settings.js';
import { ChatHeader } from './chat-header.js';
import type { ChatStore } from './chat-store.js';
import { Composer } from './composer.js';
import { useChat, useChatView } from './use-chat.js';

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

function OpenChat({
  store,
  session,
  onSignOut,
}: Omit<ChatPageProps, 'settings'> & { readonly store: ChatStore }) {
  const { state, rooms, room, outbox, notice } = useChatView(store);
  const [showsRooms, setShowsRooms] = useState(false);
  const rows = useMemo(
    () => rowsOf(room.entries, outbox, room.name, session.userId),
    [room.entries, outbox, room.name, session.userId],
  );
  const unread = rooms.reduce((sum, other) => sum + other.unread, 0);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${room.name} · Serverless WS Chat`;
  }, [unread, room.name]);

  return (
    <div className="chat" data-rooms={showsRooms ? 'shown' : 'hidden'}>
      <RoomList
        rooms={rooms}
        active={room.name}
        onSelect={(name) => {
          store.select(name);
          setShowsRooms(false);
        }}
        onJoin={(name) => {
          void store.join(name);
          setShowsRooms(false);
        }}
        onLeave={(name) => store.leave(name)}
      />
      <main className="conversation">
        <ChatHeader
          room={room.name}
          state={state}
          name={session.name}
          unread={unread}
          onRooms={() => setShowsRooms(!showsRooms)}
          onSignOut={onSignOut}
        />
        {notice !== null && (
          <div className="notice" role="alert">
            <span>{notice}</span>
            <button type="button" onClick={() => store.dismissNotice()}>
              Dismiss
            </button>
          </div>
        )}
        <MessageList
          key={room.name}
          rows={rows}
          prepended={room.prepended}
          past={room.past}
          userId={session.userId}
          onPast={() => void store.readPast()}
          onRetry={(id) => store.retry(id)}
          onDiscard={(id) => store.discard(id)}
        />
        <Composer room={room.name} onSend={(text) => store.send(text)} />
      </main>
    </div>
  );
}
