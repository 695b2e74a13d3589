import type { ConnectionState } from '@serverless-ws/chat-client';
import { ConnectionStatus } from './connection-status.js';

interface ChatHeaderProps {
  readonly room: string;
  readonly state: ConnectionState;
  /** Who is signed in. */
  readonly name: string;
  readonly unread: number;
  readonly onRooms: () => void;
  readonly onSignOut: () => void;
}

/** The room, the connection, and who we are. */
export function ChatHeader({ room, state, name, unread, onRooms, onSignOut }: ChatHeaderProps) {
  return (
    <header className="chat-header">
      <button type="button" className="rooms-button" onClick={onRooms} aria-label="Rooms">
        <span aria-hidden="true">☰</span>
        {unread > 0 && <span className="badge">{unread}</span>}
      </button>
      <h1>
        <span className="hash" aria-hidden="true">
          #
        </span>
        {room}
      </h1>
      <ConnectionStatus state={state} />
      <div className="who">
        <span className="who-name" title={`Signed in as ${name}`}>
          {name}
        </span>
        <button type="button" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </header>
  );
}
