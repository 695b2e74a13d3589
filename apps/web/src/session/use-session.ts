import { useEffect, useState } from 'react';
import { textOf, type Beginning } from './begin.js';
import { openChat } from './chat.js';
import { remember } from './remember.js';
import { sessionOf, type Remembered } from './session.js';

type Ready = { readonly status: 'ready' } & Beginning;
type NotReady<Status> = { readonly status: Status; readonly text: string };
type State = NotReady<'waiting'> | NotReady<'failed'> | Ready;

/** What the user can do about their session. */
export interface SessionActions {
  /** Signs in with a name or a token. */
  readonly enter: (who: Remembered) => void;
  /** Opens the chat of the same session once more. */
  readonly reconnect: () => void;
  /** Signs in with the issuer, if there is one: the browser leaves the page. */
  readonly signInAgain: () => void;
  readonly signOut: () => void;
}

/** The session of this tab, from its beginning to its end. */
export function useSession(begun: Promise<Beginning>): Exclude<State, Ready> | (Ready & SessionActions) {
  const [state, setState] = useState<State>({ status: 'waiting', text: 'Loading…' });
  useEffect(() => {
    begun.then(
      (beginning) => setState({ status: 'ready', ...beginning }),
      (error: unknown) => setState({ status: 'failed', text: textOf(error) }),
    );
  }, [begun]);
  return state.status === 'ready' ? { ...state, ...actionsOf(state, setState) } : state;
}

function actionsOf(state: Ready, setState: (state: State) => void): SessionActions {
  const { issuer, settings, chat } = state;
  const close = () => {
    remember(null);
    chat?.client.close();
  };
  const end = (notice: string | null) => {
    close();
    setState({ ...state, chat: null, notice });
  };
  /** The browser leaves the page; if it comes back to it as it was, the user may try again. */
  const leave = (text: string, left: Promise<void>) => {
    close();
    setState({ status: 'waiting', text });
    left.then(
      () => end(null),
      (error: unknown) => end(textOf(error)),
    );
  };
  const isLocal = issuer === null || (chat !== null && chat.session.isIssued !== true);
  return {
    enter: (who) => {
      remember(who);
      const session = sessionOf(who, settings);
      setState({ ...state, chat: session && openChat(session, settings), notice: null });
    },
    reconnect: () => {
      if (chat === null) return;
      chat.client.close();
      setState({ ...state, chat: openChat(chat.session, settings, chat.attempt + 1) });
    },
    signInAgain: () => (isLocal ? end(null) : leave('To the sign-in…', issuer.signIn())),
    signOut: () => (isLocal ? end(null) : leave('Signing out…', issuer.signOut())),
  };
}
