import type { ClientFrame } from '@serverless-ws/chat-protocol';
import type { Backoff } from '../connection/backoff.js';
import type { RequestError } from '../request-error.js';
import type { OutboxMessage, Receipt } from './outbox-message.js';

/** A message in the outbox, with its delivery state. */
export interface PendingSend {
  message: OutboxMessage;
  /** When to send it (again), in epoch milliseconds. */
  dueAt: number;
  /** Its position in the log, once acknowledged. */
  receipt?: Receipt;
  readonly backoff: Backoff;
  readonly completion?: {
    resolve(receipt: Receipt): void;
    reject(error: RequestError): void;
  };
}

/** Whether it has not been acknowledged and has not failed. */
export function isUnderWay({ message: { status } }: PendingSend): boolean {
  return status === 'waiting' || status === 'sending';
}

/** The frame for the server: the same on every attempt. */
export function frameOf({ message: { kind, room, text, clientMessageId } }: PendingSend): ClientFrame {
  return kind === 'announcement'
    ? { action: 'announce', text, clientMessageId }
    : { action: 'sendMessage', room, text, clientMessageId };
}
