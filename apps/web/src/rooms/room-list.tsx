import { LOBBY } from '@serverless-ws/chat-protocol';
import { useState, type FormEvent } from 'react';
import type { RoomSummary } from './room-state.js';

interface RoomListProps {
  readonly rooms: readonly RoomSummary[];
  readonly active: string;
  readonly onSelect: (name: string) => void;
  readonly onJoin: (name: string) => void;
  readonly onLeave: (name: string) => void;
}

/** The rooms we are in, and the way into others. */
export function RoomList({ rooms, active, onSelect, onJoin, onLeave }: RoomListProps) {
  return (
    <nav className="rooms" aria-label="Rooms">
      <h2>Rooms</h2>
      <ul>
        {rooms.map(({ name, unread }) => (
          <li key={name} data-active={name === active}>
            <button
              type="button"
              className="room"
              aria-current={name === active ? 'true' : undefined}
              onClick={() => onSelect(name)}
            >
              <span className="hash" aria-hidden="true">
                #
              </span>
              <span className="room-name">{name}</span>
              {unread > 0 && (
                <span className="badge">
                  {unread}
                  <span className="visually-hidden"> unread</span>
                </span>
              )}
            </button>
            {name !== LOBBY && (
              <button
                type="button"
                className="leave"
                onClick={() => onLeave(name)}
                aria-label={`Leave ${name}`}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      <JoinForm onJoin={onJoin} />
    </nav>
  );
}

function JoinForm({ onJoin }: { readonly onJoin: (name: string) => void }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onJoin(name);
    setName('');
  };
  return (
    <form className="join" onSubmit={submit}>
      <label htmlFor="room">Join or open a room</label>
      <div className="join-fields">
        <input
          id="room"
          value={name}
          onChange={(event) => setName(event.target.value)}
          pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,63}"
          title="1 to 64 letters, digits, dots, dashes or underscores"
          placeholder="room-name"
          autoComplete="off"
          spellCheck={false}
          required
        />
        <button type="submit">Join</button>
      </div>
    </form>
  );
}
