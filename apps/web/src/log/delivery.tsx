import type { OutboxMessage } from '@serverless-ws/chat-client';
import { Icon } from '../icon.js';
import { failureSentence } from '../notices/sentences.js';

const STATES = {
  waiting: ['clock', 'Waiting for the connection'],
  sending: ['clock', 'Sending'],
  sent: ['check', 'Sent'],
  failed: ['alert', 'Not sent'],
} as const;

/** Beside a message of the user: its delivery status. As wide in every state, so that nothing moves. */
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

/** Below a failed message: why, and the buttons to retry or discard it. */
export function Failure({ message: { clientMessageId, reason = '' }, onRetry, onDiscard }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <span>Not sent. {failureSentence(reason)}</span>
      <button type="button" className="small" onClick={() => onRetry(clientMessageId)}>
        Try again
      </button>
      <button type="button" className="small" onClick={() => onDiscard(clientMessageId)}>
        Discard
      </button>
    </div>
  );
}
