import { useState, type FormEvent } from 'react';
import { INVITATIONS } from './durations.js';
import type { PeopleActions } from './people-actions.js';

/** Invites a user to the private room, by their id, or takes that back. */
export function InviteForm({ people }: { readonly people: PeopleActions }) {
  const [id, setId] = useState('');
  const [chosen, setChosen] = useState('0');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const user = { id: id.trim(), name: id.trim() };
    const duration = INVITATIONS[Number(chosen)];
    if (user.id === '') return;
    if (duration === undefined) people.uninvite(user);
    else people.invite(user, duration);
    setId('');
  };
  return (
    <form className="invite" onSubmit={submit}>
      <label htmlFor="invited">Invite, by user id</label>
      <input
        id="invited"
        value={id}
        onChange={(event) => setId(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={128}
        required
      />
      <div className="steps">
        <select aria-label="For how long" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {INVITATIONS.map(({ label }, index) => (
            <option key={label} value={index}>
              for {label}
            </option>
          ))}
          <option value="over">not any more</option>
        </select>
        <button type="submit" className="small">
          {chosen === 'over' ? 'Uninvite' : 'Invite'}
        </button>
      </div>
    </form>
  );
}
