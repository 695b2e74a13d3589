import { useEffect, useState } from 'react';
import { ChatPage } from './chat/chat-page.js';
import { remember, remembered } from './session/remember.js';
import { sessionOf, type Remembered, type Session } from './session/session.js';
import { SignIn } from './session/sign-in.js';
import { fetchSettings, type Settings } from './settings.js';

/** The page: signing in, then the chat. */
export function App() {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [session, setSession] = useState<Session | null>(null);

  useEffect(() => {
    fetchSettings().then(
      (found) => {
        setSettings(found);
        const earlier = remembered();
        if (earlier !== null) setSession(sessionOf(earlier, found));
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : 'The settings cannot be read.'),
    );
  }, []);

  if (failure !== null)
    return (
      <main className="full-page">
        <div className="card" role="alert">
          <h1>The chat cannot be opened</h1>
          <p>Its settings cannot be read.</p>
          <p className="hint">{failure}</p>
          <button type="button" className="primary" onClick={() => location.reload()}>
            Try again
          </button>
        </div>
      </main>
    );
  if (settings === null)
    return (
      <main className="full-page">
        <h1 className="visually-hidden">Serverless WS Chat</h1>
        <p>Loading…</p>
      </main>
    );

  const signIn = (who: Remembered) => {
    remember(who);
    setSession(sessionOf(who, settings));
  };
  const signOut = () => {
    remember(null);
    setSession(null);
  };
  if (session === null) return <SignIn byName={settings.signInUrl !== undefined} onSignIn={signIn} />;
  return <ChatPage key={session.userId} session={session} settings={settings} onSignOut={signOut} />;
}
