import { useState } from 'react';
import type { Remembered } from '../session.js';
import { SignIn } from '../sign-in.js';

interface OidcSignInProps {
  /** The host where users sign in. */
  readonly host: string;
  /** Why the last attempt failed, in a sentence. */
  readonly notice: string | null;
  readonly onSignIn: () => void;
  /** With a token that was pasted. */
  readonly onToken: (who: Remembered) => void;
}

/** The sign-in with an issuer: by its own page; a token may be pasted for trying. */
export function OidcSignIn({ host, notice, onSignIn, onToken }: OidcSignInProps) {
  const [isPasting, setPasting] = useState(false);
  if (isPasting) return <SignIn byName={false} onSignIn={onToken} />;
  return (
    <main className="full-page">
      <div className="card">
        <img src="./icon.svg" alt="" width="56" height="56" />
        <h1>Serverless WS Chat</h1>
        <p className="hint">You sign in at {host}, and come back here.</p>
        {notice !== null && (
          <p className="fault" role="alert">
            {notice}
          </p>
        )}
        <button type="button" className="primary" onClick={onSignIn} autoFocus>
          Sign in
        </button>
        <button type="button" className="quiet" onClick={() => setPasting(true)}>
          Use a token instead
        </button>
      </div>
    </main>
  );
}
