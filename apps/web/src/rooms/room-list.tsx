import { LOBBY } from '@serverless-ws/chat-protocol';
import { Icon } from '../icon.js';
import type { RoomSummary } from './room-state.js';

interface RoomListProps {
  readonly rooms: readonly RoomSummary[];
  readonly active: string;
  readonly onSelect: (name: string) => void;
  readonly onLeave: (name: string) => void;
}

/** The rooms that the user is in. */
export function RoomList({ rooms, active, onSelect, onLeave }: RoomListProps) {
  return (
    <nav className="rooms" aria-label="Rooms">
      <h2>Rooms</h2>
      <ul>
        {rooms.map(({ name, unread }) => (
          <li key={name} data-active={name === active} data-unread={unread > 0}>
            <button
              type="button"
              className="room"
              aria-current={name === active ? 'true' : undefined}
              onClick={() => onSelect(name)}
            >
              <Icon name="hash" />
              <span className="room-name">{name}</span>
              {unread > 0 && (
                <span className="badge">
                  {unread > 99 ? '99+' : unread}
                  <span className="visually-hidden"> unread</span>
                </span>
              )}
            </button>
            {name !== LOBBY && (
              <button
                type="button"
                className="quiet leave"
                onClick={() => onLeave(name)}
                aria-label={`Leave ${name}`}
                title={`Leave ${name}`}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
