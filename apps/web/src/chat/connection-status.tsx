import type { ConnectionState } from '@serverless-ws/chat-client';
import { useChat } from '@serverless-ws/chat-react';

const LABELS: Readonly<Record<ConnectionState['status'], string>> = {
  idle: 'Not connected',
  connecting: 'Connecting…',
  recovering: 'Catching up…',
  online: 'Online',
  offline: 'Offline, reconnecting',
  closed: 'Disconnected',
};

/** The state of the connection, visible and for screen readers; while it is cut off, a button that tries at once. */
export function ConnectionStatus() {
  const { state } = useChat();
  const reason = 'reason' in state ? state.reason : undefined;
  return (
    <>
      <p className="status" role="status" data-status={state.status} title={reason}>
        <span className="dot" aria-hidden="true" />
        {LABELS[state.status]}
      </p>
      {state.status === 'offline' && (
        <button type="button" className="small" onClick={retryNow}>
          Retry now
        </button>
      )}
    </>
  );
}

/** The client tries at once when the browser says that the network is back: the user says so here. */
function retryNow(): void {
  dispatchEvent(new Event('online'));
}
