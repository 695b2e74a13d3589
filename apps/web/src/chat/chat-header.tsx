import type { ConnectionState } from '@serverless-ws/chat-client';
import type { Ref } from 'react';
import { Icon } from '../icon.js';
import { ConnectionStatus } from './connection-status.js';

interface ChatHeaderProps {
  readonly room: string;
  readonly state: ConnectionState;
  readonly unread: number;
  readonly onRooms: () => void;
  readonly roomsButton: Ref<HTMLButtonElement>;
}

/** The name of the room, and the state of the connection. */
export function ChatHeader({ room, state, unread, onRooms, roomsButton }: ChatHeaderProps) {
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
        <Icon name="hash" />
        <span className="room-title">{room}</span>
      </h1>
      <ConnectionStatus state={state} />
    </header>
  );
}
