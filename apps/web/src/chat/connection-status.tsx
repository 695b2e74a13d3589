import type { ConnectionState } from '@serverless-ws/chat-client';

const LABELS: Readonly<Record<ConnectionState['status'], string>> = {
  idle: 'Not connected',
  connecting: 'Connecting…',
  recovering: 'Catching up…',
  online: 'Online',
  offline: 'Offline, reconnecting',
  closed: 'Disconnected',
};

/** The state of the connection, visible and for screen readers. */
export function ConnectionStatus({ state }: { readonly state: ConnectionState }) {
  const reason = 'reason' in state ? state.reason : undefined;
  return (
    <p className="status" role="status" data-status={state.status} title={reason}>
      <span className="dot" aria-hidden="true" />
      {LABELS[state.status]}
    </p>
  );
}
