import { useEffect, useRef } from 'react';
import { isComposing } from '../composer/composition.js';
import { Icon } from '../icon.js';
import type { Self } from '../log/rows.js';
import type { MentionCounts } from '../mentions/unseen-mentions.js';
import { Avatar } from '../people/avatar.js';
import { PreferencesMenu } from '../preferences/preferences-menu.js';
import { BrowseRooms } from './browse-rooms.js';
import { JoinForm } from './join-form.js';
import { RoomList } from './room-list.js';
import type { OpenRoom } from './use-open-rooms.js';

interface SidebarProps {
  readonly rooms: readonly OpenRoom[];
  readonly active: string;
  readonly self: Self;
  readonly mentions: MentionCounts;
  /** Whether it covers the messages; without effect in a wide window, where it is beside them. */
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSelect: (name: string) => void;
  readonly onLeave: (name: string) => void;
  readonly onSignOut: () => void;
}

/** The rooms, the form to join others, and the signed-in user. */
export function Sidebar(props: SidebarProps) {
  const { rooms, active, self, mentions, isOpen, onClose, onSelect, onLeave, onSignOut } = props;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) panel.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [isOpen]);
  const closing =
    <Given extends string>(act: (given: Given) => void) =>
    (given: Given) => {
      act(given);
      onClose();
    };

  return (
    <>
      {isOpen && <div className="backdrop" onClick={onClose} />}
      <aside
        ref={panel}
        className="sidebar"
        data-open={isOpen}
        aria-label="Rooms and you"
        onKeyDown={({ key, nativeEvent }) => key === 'Escape' && !isComposing(nativeEvent) && onClose()}
      >
        <div className="brand">
          <img src="./icon.svg" alt="" width="28" height="28" />
          <span>Serverless WS Chat</span>
          <button type="button" className="quiet close-drawer" onClick={onClose} aria-label="Close">
            <Icon name="close" />
          </button>
        </div>
        <RoomList
          rooms={rooms}
          active={active}
          mentions={mentions}
          onSelect={closing(onSelect)}
          onLeave={onLeave}
        />
        <BrowseRooms onSelect={closing(onSelect)} />
        <JoinForm onJoin={closing(onSelect)} />
        <div className="who">
          <Avatar id={self.id} name={self.name} />
          <span className="who-name" title={`Signed in as ${self.name}, user id ${self.id}`}>
            <span className="visually-hidden">Signed in as </span>
            {self.name}
          </span>
          <PreferencesMenu />
          <button type="button" className="quiet" onClick={onSignOut} aria-label="Sign out" title="Sign out">
            <Icon name="leave" />
          </button>
        </div>
      </aside>
    </>
  );
}
