import { useState, type FormEvent } from 'react';
import { tokenFault } from '../tokens/token-fault.js';
import type { Remembered } from './session.js';

/** The sign-in form: any name on a development server, a token elsewhere. */
export function SignIn({ byName, onSignIn }: { byName: boolean; onSignIn: (who: Remembered) => void }) {
  const [value, setValue] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = value.trim();
    const found = byName ? null : tokenFault(given, Date.now());
    setFault(found);
    if (given === '' || found !== null) return;
    const { nativeEvent } = event;
    const by = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const isAdmin = by?.classList.contains('as-admin') === true;
    onSignIn(byName ? { name: given, ...(isAdmin && { isAdmin }) } : { token: given });
  };
  return (
    <main className="full-page">
      <form className="card" onSubmit={submit}>
        <img src="./icon.svg" alt="" width="56" height="56" />
        <h1>Serverless WS Chat</h1>
        <p className="hint">
          {byName
            ? 'Any name will do on this machine. Open another tab to sign in as another user.'
            : 'Sign in with a JSON Web Token that this server accepts. It stays in this tab.'}
        </p>
        <label htmlFor="who">{byName ? 'Your name' : 'Your token'}</label>
        <input
          id="who"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          autoComplete={byName ? 'nickname' : 'off'}
          autoCapitalize={byName ? 'words' : 'none'}
          spellCheck={false}
          maxLength={byName ? 128 : 8192}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : 'fault'}
          autoFocus
          required
        />
        {fault !== null && (
          <p id="fault" className="fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="primary">
          Join the chat
        </button>
        {byName && (
          <button type="submit" className="as-admin">
            Join as admin
          </button>
        )}
      </form>
    </main>
  );
}
