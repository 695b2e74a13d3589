import type { User } from '@serverless-ws/chat-client';
import { useEffect, useRef, useState } from 'react';
import type { PeopleActions } from './people-actions.js';
import { useBlocked } from './use-blocked.js';
import { UserActions } from './user-actions.js';

interface MemberMenuProps {
  readonly user: User;
  readonly room: string;
  readonly people: PeopleActions;
}

/** What can be done about a user: a button that opens a bar below their name, by mouse, touch or keyboard. */
export function MemberMenu({ user, room, people }: MemberMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="quiet member-more"
        aria-expanded={isOpen}
        aria-label={`Actions for ${user.name}`}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && <Bar user={user} room={room} people={people} onClose={close} />}
    </>
  );
}

function Bar({ user, room, people, onClose }: MemberMenuProps & { readonly onClose: () => void }) {
  const bar = useRef<HTMLDivElement>(null);
  const [isBlocked, choose] = useBlocked(user.id);
  useEffect(() => bar.current?.querySelector('button')?.focus(), []);
  const change = () => {
    choose(!isBlocked);
    onClose();
    if (isBlocked) people.unblock(user);
    else people.block(user);
  };
  return (
    <div
      ref={bar}
      className="member-bar"
      role="group"
      aria-label={`About ${user.name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
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
