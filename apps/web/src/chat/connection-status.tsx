import type { ConnectionState } from '@serverless-ws/chat-client';
import { useChat } from '@serverless-ws/chat-react';

const LABELS: Readonly<Record<ConnectionState['status'], string>> = {
  idle: 'Not connected',
  connecting: 'Connecting…',
  recovering: 'Catching up…',
  online: 'Online',
  offline: 'Offline',
  closed: 'Closed',
};

/** The state of the connection, visible and for screen readers. */
export function ConnectionStatus() {
  const { state } = useChat();
  return (
    <p className="status" role="status" data-status={state.status}>
      <span className="dot" aria-hidden="true" />
      <span className="status-text">{LABELS[state.status]}</span>
      {state.status === 'offline' && <span className="status-more">, reconnecting</span>}
    </p>
  );
}
