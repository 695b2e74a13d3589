import { bye } from '@serverless-ws/chat-protocol';
import { useChat, useClient } from '@serverless-ws/chat-react';
import { useEffect, useState } from 'react';
import { endingOf, outageOf } from './endings.js';

interface InterruptionProps {
  /** Whether the token that was used last has expired. */
  readonly isExpired: () => boolean;
  /** Begins anew with the same user. */
  readonly onReconnect: () => void;
  readonly onSignOut: () => void;
}

/** Why there is no connection, in a sentence, and a button for what helps. Over the messages, so that none moves. */
export function Interruption({ isExpired, onReconnect, onSignOut }: InterruptionProps) {
  const { state } = useChat();
  const bannedUntil = useBannedUntil();
  if (state.status === 'offline') {
    // Without a network a token cannot be fetched either: that is not the reason.
    const reason = navigator.onLine ? state.reason : 'no network';
    const { sentence, mayBeRefused, mayReturn } = outageOf(reason, isExpired());
    return (
      <div className="interruption">
        <span>{sentence}</span>
        {mayReturn && (
          <button type="button" className="small" onClick={retryNow}>
            Retry now
          </button>
        )}
        {mayBeRefused && (
          <button type="button" className="small" onClick={onSignOut}>
            Sign in again
          </button>
        )}
      </div>
    );
  }
  if (state.status !== 'closed') return null;
  const { sentence, mayReconnect } = endingOf(state.reason, bannedUntil);
  return (
    <div className="interruption" role="alert">
      <span>{sentence}</span>
      <button type="button" className="small" onClick={mayReconnect ? onReconnect : onSignOut}>
        {mayReconnect ? 'Connect again' : 'Sign in again'}
      </button>
    </div>
  );
}

/** When a ban ends, as the last frame of the server said. */
function useBannedUntil(): number | undefined {
  const client = useClient();
  const [until, setUntil] = useState<number>();
  useEffect(() => client.on(bye, (last) => setUntil(last.until)), [client]);
  return until;
}

/** The client tries at once when the browser says that the network is back: the user says so here. */
function retryNow(): void {
  dispatchEvent(new Event('online'));
}
