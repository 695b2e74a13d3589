import { useChat } from '@serverless-ws/chat-react';
import { endingOf, mayBeRefused, offlineSentence } from './endings.js';

interface InterruptionProps {
  /** Begins anew with the same user. */
  readonly onReconnect: () => void;
  readonly onSignOut: () => void;
}

/** Why there is no connection, in a sentence, and a button for what helps. Over the messages, so that none moves. */
export function Interruption({ onReconnect, onSignOut }: InterruptionProps) {
  const { state } = useChat();
  if (state.status === 'offline') {
    return (
      <div className="interruption">
        <span>{offlineSentence(state.reason)}</span>
        <button type="button" className="small" onClick={retryNow}>
          Retry now
        </button>
        {mayBeRefused(state.reason) && (
          <button type="button" className="small" onClick={onSignOut}>
            Sign in again
          </button>
        )}
      </div>
    );
  }
  if (state.status !== 'closed') return null;
  const { sentence, mayReconnect } = endingOf(state.reason);
  return (
    <div className="interruption" role="alert">
      <span>{sentence}</span>
      <button type="button" className="small" onClick={mayReconnect ? onReconnect : onSignOut}>
        {mayReconnect ? 'Connect again' : 'Sign in again'}
      </button>
    </div>
  );
}

/** The client tries at once when the browser says that the network is back: the user says so here. */
function retryNow(): void {
  dispatchEvent(new Event('online'));
}
