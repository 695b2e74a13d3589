import type { User } from '@serverless-ws/chat-client';
import { Menu, useMenuBar } from '../actions/menu.js';
import type { PeopleActions } from './people-actions.js';
import { useBlocked } from './use-blocked.js';
import { UserActions } from './user-actions.js';

interface MemberMenuProps {
  /** Who opens it. */
  readonly selfId: string;
  readonly user: User;
  readonly room: string;
  readonly people: PeopleActions;
}

/** What can be done about a user: a button that opens a bar below their name, by mouse, touch or keyboard. */
export function MemberMenu({ selfId, user, room, people }: MemberMenuProps) {
  return (
    <Menu className="quiet member-more" label={`Actions for ${user.name}`}>
      {(close) => <Bar selfId={selfId} user={user} room={room} people={people} onClose={close} />}
    </Menu>
  );
}

function Bar({ selfId, user, room, people, onClose }: MemberMenuProps & { readonly onClose: () => void }) {
  const bar = useMenuBar(onClose);
  const [isBlocked, choose] = useBlocked(selfId, user.id);
  const change = () => {
    choose(!isBlocked);
    onClose();
    if (isBlocked) people.unblock(user);
    else people.block(user);
  };
  return (
    <div {...bar} className="member-bar" aria-label={`About ${user.name}`}>
      <p className="hint">{user.id}</p>
      <div className="steps">
        <button type="button" className="small" onClick={change}>
          {isBlocked ? 'Unblock' : 'Block'}
        </button>
      </div>
      <UserActions user={user} room={room} people={people} onClose={onClose} />
    </div>
  );
}
