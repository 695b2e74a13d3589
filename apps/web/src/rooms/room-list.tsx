import { LOBBY } from '@serverless-ws/chat-protocol';
import { useRoom, useUnread } from '@serverless-ws/chat-react';
import { useEffect, useRef } from 'react';
import type { MentionCounts } from '../mentions/unseen-mentions.js';
import { useVisible } from '../chat/use-visible.js';
import { Icon } from '../icon.js';
import { MentionBadge } from '../mentions/mention-badge.js';
import type { OpenRoom } from './use-open-rooms.js';

interface RoomListProps {
  readonly rooms: readonly OpenRoom[];
  readonly active: string;
  readonly mentions: MentionCounts;
  readonly onSelect: (name: string) => void;
  readonly onLeave: (name: string) => void;
}

/** The rooms that the user is in, and below them their messages with one user each. */
export function RoomList({ rooms, ...rest }: RoomListProps) {
  const direct = rooms.filter(({ isDirect }) => isDirect);
  return (
    <nav className="rooms" aria-label="Rooms">
      <h2>Rooms</h2>
      <Items rooms={rooms.filter(({ isDirect }) => !isDirect)} {...rest} />
      {direct.length > 0 && (
        <>
          <h2>Direct messages</h2>
          <Items rooms={direct} {...rest} />
        </>
      )}
    </nav>
  );
}

function Items({ rooms, active, mentions, onSelect, onLeave }: RoomListProps) {
  return (
    <ul>
      {rooms.map((room) => (
        <RoomItem
          key={room.name}
          room={room}
          isActive={room.name === active}
          mentions={mentions[room.name] ?? 0}
          onSelect={onSelect}
          onLeave={onLeave}
        />
      ))}
    </ul>
  );
}

interface RoomItemProps {
  readonly room: OpenRoom;
  readonly isActive: boolean;
  /** How many unread messages mention the user. */
  readonly mentions: number;
  readonly onSelect: (name: string) => void;
  readonly onLeave: (name: string) => void;
}

/** One room, joined as long as it is in the list. */
function RoomItem(props: RoomItemProps) {
  const { room, isActive, mentions, onSelect, onLeave } = props;
  const { name, title, isDirect, icon } = room;
  const { count } = useUnread(useRoom(name));
  const isSeen = useVisible() && isActive;
  const unread = isSeen ? 0 : count;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <li ref={item} data-active={isActive} data-unread={unread > 0}>
      <button
        type="button"
        className="room"
        aria-current={isActive ? 'true' : undefined}
        onClick={() => onSelect(name)}
      >
        <Icon name={icon} />
        <span className="room-name">{title}</span>
        {/* What was read elsewhere mentions the user no longer. */}
        <MentionBadge count={Math.min(mentions, unread)} />
        {unread > 0 && (
          <span className="badge">
            {unread > 99 ? '99+' : unread}
            <span className="visually-hidden"> unread</span>
          </span>
        )}
      </button>
      {name !== LOBBY && !isDirect && (
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
  );
}
