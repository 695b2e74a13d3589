import type { OutboxMessage } from '@serverless-ws/chat-client';
import { Icon } from '../icon.js';

/** What went wrong with a message, for whoever wrote it. */
const REASONS: Readonly<Record<string, string>> = {
  invalid_text: 'The server does not take this text.',
  forbidden: 'You may not write here.',
  not_joined: 'You are not in this room.',
  muted: 'You are muted for now.',
  rate_limited: 'Too many messages at once.',
  expired: 'There was no connection for too long.',
};

const STATES = {
  waiting: ['clock', 'Waiting for the connection'],
  sending: ['clock', 'Sending'],
  sent: ['check', 'Sent'],
  failed: ['alert', 'Not sent'],
} as const;

/** Beside a message of ours: how far it has come. Takes the same room in every state, so that nothing moves. */
export function DeliveryMark({ status }: { readonly status: OutboxMessage['status'] }) {
  const [icon, label] = STATES[status];
  return (
    <span className="delivery" data-delivery={status} title={label}>
      <Icon name={icon} />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

interface FailureProps {
  readonly message: OutboxMessage;
  readonly onRetry: (clientMessageId: string) => void;
  readonly onDiscard: (clientMessageId: string) => void;
}

/** Below a message that failed: why, and what can be done. */
export function Failure({ message: { clientMessageId, reason = '' }, onRetry, onDiscard }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <span>Not sent. {REASONS[reason] ?? ''}</span>
      <button type="button" className="small" onClick={() => onRetry(clientMessageId)}>
        Try again
      </button>
      <button type="button" className="small" onClick={() => onDiscard(clientMessageId)}>
        Discard
      </button>
    </div>
  );
}
