import { useState, type FormEvent } from 'react';
import { Icon } from '../icon.js';

/** The form to join a room. The first user to join a room creates it. */
export function JoinForm({ onJoin }: { readonly onJoin: (name: string) => void }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onJoin(name);
    setName('');
  };
  return (
    <form className="join" onSubmit={submit}>
      <label className="visually-hidden" htmlFor="room">
        Join or open a room
      </label>
      <input
        id="room"
        value={name}
        onChange={(event) => setName(event.target.value)}
        pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,63}"
        title="1 to 64 letters, digits, dots, dashes or underscores"
        placeholder="Join a room"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <button type="submit" className="quiet" aria-label="Join" title="Join">
        <Icon name="plus" />
      </button>
    </form>
  );
}
