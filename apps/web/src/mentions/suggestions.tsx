import type { User } from '@serverless-ws/chat-client';
import { Avatar } from '../people/avatar.js';
import type { Completion } from './use-completion.js';

/** The id of the list, for the text field that it completes. */
export const LIST_ID = 'mentions';

/** The id of an entry of the list. */
export function optionId(index: number): string {
  return `mention-${index}`;
}

/** Who can be mentioned, above the composer; the keys stay with the text field. */
export function Suggestions({ completion }: { readonly completion: Completion }) {
  const { offered, active, take } = completion;
  return (
    <>
      <p className="visually-hidden" role="status">
        {offered.length > 0 && `${offered.length} to mention. Arrow keys choose, Enter takes.`}
      </p>
      {offered.length > 0 && (
        <ul className="suggestions" id={LIST_ID} role="listbox" aria-label="People to mention">
          {offered.map((user, index) => (
            <Option key={user.id} user={user} index={index} isActive={index === active} onTake={take} />
          ))}
        </ul>
      )}
    </>
  );
}

interface OptionProps {
  readonly user: User;
  readonly index: number;
  readonly isActive: boolean;
  readonly onTake: (user: User) => void;
}

function Option({ user, index, isActive, onTake }: OptionProps) {
  return (
    <li
      id={optionId(index)}
      role="option"
      aria-selected={isActive}
      // The text field keeps the focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onTake(user)}
    >
      <Avatar id={user.id} name={user.name} />
      <span className="suggested-name">{user.name}</span>
      <span className="hint">{user.id}</span>
    </li>
  );
}
