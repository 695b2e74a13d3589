import { ChatPage } from './chat/chat-page.js';
import { OidcSignIn } from './session/oidc/oidc-sign-in.js';
import { SignIn } from './session/sign-in.js';
import type { Beginning } from './session/begin.js';
import { useSession } from './session/use-session.js';

interface AppProps {
  readonly beginning: Promise<Beginning>;
}

/** The page: signing in, then the chat. */
export function App({ beginning }: AppProps) {
  const signedIn = useSession(beginning);
  if (signedIn.status === 'failed') {
    return (
      <main className="full-page">
        <div className="card" role="alert">
          <h1>The chat cannot be opened</h1>
          <p>{signedIn.text}</p>
          <button type="button" className="primary" onClick={() => location.reload()}>
            Try again
          </button>
        </div>
      </main>
    );
  }
  if (signedIn.status === 'waiting') {
    return (
      <main className="full-page">
        <h1 className="visually-hidden">Serverless WS Chat</h1>
        <p>{signedIn.text}</p>
      </main>
    );
  }
  const { settings, issuer, chat, notice, enter, reconnect, signInAgain, signOut } = signedIn;
  if (chat !== null) {
    const actions = { onReconnect: reconnect, onSignInAgain: signInAgain, onSignOut: signOut };
    return <ChatPage key={`${chat.attempt} ${chat.session.userId}`} chat={chat} {...actions} />;
  }
  if (issuer === null) return <SignIn byName={settings.signInUrl !== undefined} onSignIn={enter} />;
  return <OidcSignIn host={issuer.host} notice={notice} onSignIn={signInAgain} onToken={enter} />;
}
