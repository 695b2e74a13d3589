import type { Room, User } from '@serverless-ws/chat-client';
import { useMembers } from '@serverless-ws/chat-react';
import { Icon } from '../icon.js';
import type { Self } from '../log/rows.js';
import { InviteForm } from '../moderation/invite-form.js';
import { MemberMenu } from '../moderation/member-menu.js';
import type { PeopleActions } from '../moderation/people-actions.js';
import { invites } from '../moderation/rights.js';
import { useRoles } from '../moderation/use-roles.js';
import { Avatar } from './avatar.js';

interface MembersPanelProps {
  readonly room: Room;
  readonly self: Self;
  readonly people: PeopleActions;
  readonly onDirect: (user: User) => void;
  readonly onClose: () => void;
}

/** Who is in the room now; a click begins a conversation with them alone, and a menu has the rest. */
export function MembersPanel({ room, self, people, onDirect, onClose }: MembersPanelProps) {
  const { users, count, more } = useMembers(room);
  const mayInvite = invites(useRoles(), room.name);
  return (
    <aside
      className="members"
      aria-label="People here"
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <header>
        <h2>
          {count}
          {more && '+'} here
        </h2>
        <button type="button" className="quiet" onClick={onClose} aria-label="Close the list of people">
          <Icon name="close" />
        </button>
      </header>
      <ul>
        {users.map((user) => (
          <li key={user.id}>
            <Member user={user} isSelf={user.id === self.id} onDirect={onDirect} />
            {user.id !== self.id && (
              <MemberMenu selfId={self.id} user={user} room={room.name} people={people} />
            )}
          </li>
        ))}
      </ul>
      {mayInvite && <InviteForm people={people} />}
    </aside>
  );
}

interface MemberProps {
  readonly user: User;
  readonly isSelf: boolean;
  readonly onDirect: (user: User) => void;
}

function Member({ user, isSelf, onDirect }: MemberProps) {
  const who = (
    <>
      <Avatar id={user.id} name={user.name} />
      <span className="member-name">{user.name}</span>
    </>
  );
  if (isSelf)
    return (
      <span className="member">
        {who}
        <span className="hint">you</span>
      </span>
    );
  return (
    <button
      type="button"
      className="member"
      onClick={() => onDirect(user)}
      title={`Write to ${user.name} alone`}
    >
      {who}
    </button>
  );
}
