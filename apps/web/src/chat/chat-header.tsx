import type { Ref } from 'react';
import { Icon } from '../icon.js';
import type { OpenRoom } from '../rooms/use-open-rooms.js';
import { ConnectionStatus } from './connection-status.js';

interface ChatHeaderProps {
  readonly room: OpenRoom;
  readonly unread: number;
  readonly onRooms: () => void;
  readonly roomsButton: Ref<HTMLButtonElement>;
  readonly isSearching: boolean;
  readonly onSearch: () => void;
  readonly showsMembers: boolean;
  readonly onMembers: () => void;
}

/** The name of the room, who is in it, and the state of the connection. */
export function ChatHeader(props: ChatHeaderProps) {
  const { room, unread, onRooms, roomsButton, isSearching, onSearch, showsMembers, onMembers } = props;
  return (
    <header className="chat-header">
      <button
        type="button"
        className="quiet rooms-button"
        ref={roomsButton}
        onClick={onRooms}
        aria-label={unread > 0 ? `Rooms, ${unread} unread` : 'Rooms'}
      >
        <Icon name="rooms" />
        {unread > 0 && <span className="mark" />}
      </button>
      <h1>
        <Icon name={room.icon} />
        <span className="room-title">{room.title}</span>
      </h1>
      <ConnectionStatus />
      <button
        type="button"
        className="quiet"
        onClick={onSearch}
        aria-pressed={isSearching}
        aria-label="Search"
        title="Search in what is loaded"
      >
        <Icon name="search" />
      </button>
      {!room.isDirect && (
        <button
          type="button"
          className="quiet"
          onClick={onMembers}
          aria-pressed={showsMembers}
          aria-label="People"
          title="People here"
        >
          <Icon name="people" />
        </button>
      )}
    </header>
  );
}
