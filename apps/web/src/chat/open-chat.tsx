import { useEffect, useMemo, useState } from 'react';
import { Drafts } from '../composer/drafts.js';
import { useNotifications } from '../notifications/use-notifications.js';
import { Sidebar } from '../rooms/sidebar.js';
import { useOpenRooms } from '../rooms/use-open-rooms.js';
import { useUnreadOf } from '../rooms/use-unread-of.js';
import type { Session } from '../session/session.js';
import { Conversation } from './conversation.js';
import { Interruption } from '../notices/interruption.js';
import { Invitation } from '../notices/invitation.js';
import { LostHistory } from '../notices/lost-history.js';
import { Notice } from '../notices/notice.js';
import { useHeldBack } from '../notices/use-held-back.js';
import { useNotices } from '../notices/use-notices.js';
import { useDrawer } from './use-drawer.js';
import { useVisible } from './use-visible.js';

interface OpenChatProps {
  readonly session: Session;
  /** Whether the token that was used last has expired. */
  readonly isExpired: () => boolean;
  /** Begins anew with the same user. */
  readonly onReconnect: () => void;
  /** Begins anew with a fresh sign-in. */
  readonly onSignInAgain: () => void;
  readonly onSignOut: () => void;
}

/** The rooms, and the conversation in one of them. */
export function OpenChat({ session, isExpired, onReconnect, onSignInAgain, onSignOut }: OpenChatProps) {
  const { shown: notices, tell, warn, close } = useNotices();
  const { rooms, active, target, open, leave } = useOpenRooms(session.userId, warn);
  useHeldBack(warn);
  // Only a narrow window hides the rooms; a wide one always has them.
  const drawer = useDrawer();
  const isVisible = useVisible();
  const self = useMemo(() => ({ id: session.userId, name: session.name }), [session]);
  const [drafts] = useState(() => new Drafts(session.userId, () => sessionStorage));
  const unseen = useMemo(
    () => rooms.filter(({ name }) => name !== active.name || !isVisible),
    [rooms, active.name, isVisible],
  );
  const unread = useUnreadOf(unseen);
  const mentions = useNotifications(self.id, active.name, isVisible, open);
  const mentioned = Object.values(mentions.counts).reduce((sum, count) => sum + count, 0);
  useEffect(() => {
    const news = unread > 0 ? `${mentioned > 0 ? `@${Math.min(mentioned, unread)} ` : ''}(${unread}) ` : '';
    document.title = `${news}${active.title} · Serverless WS Chat`;
  }, [unread, mentioned, active.title]);

  return (
    <div className="chat">
      <Sidebar
        rooms={rooms}
        active={active.name}
        self={self}
        mentions={mentions.counts}
        isOpen={drawer.isOpen}
        onClose={drawer.close}
        onSelect={open}
        onLeave={(name) => {
          drafts.keep(name, '');
          leave(name);
        }}
        onSignOut={onSignOut}
      />
      <main className="conversation" inert={drawer.isOpen}>
        <div className="notices">
          <Interruption isExpired={isExpired} onReconnect={onReconnect} onSignOut={onSignInAgain} />
          <LostHistory />
          <Invitation onAccept={open} />
          {notices.map((told) => (
            <Notice key={told.text} told={told} onClose={close} />
          ))}
        </div>
        <Conversation
          key={`${active.name}/${target ?? ''}`}
          room={active}
          self={self}
          drafts={drafts}
          isVisible={isVisible}
          unread={unread}
          drawer={drawer}
          target={target}
          onTell={tell}
          onSeen={mentions.clear}
          onDirect={open}
        />
      </main>
    </div>
  );
}
