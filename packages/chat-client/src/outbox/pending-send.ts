import type { ClientFrame } from '@serverless-ws/chat-protocol';
import type { Backoff } from '../connection/backoff.js';
import { frameText } from '../frame-text.js';
import { RequestError, requestError } from '../request-error.js';
import type { OutboxMessage, Receipt } from './outbox-message.js';

/** The longest text that the protocol allows, in bytes: PROTOCOL.md, "Limits". */
const TEXT_BYTES = 4_096;

/** A message in the outbox, with its delivery state. */
export interface PendingSend {
  message: OutboxMessage;
  /** When to send it (again), in epoch milliseconds. */
  dueAt: number;
  /** Whether it was sent on the current session. */
  isOut: boolean;
  /** How many sessions the server has ended right after it was sent. */
  strikes: number;
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
export function frameOf({ kind, room, text, clientMessageId }: OutboxMessage): ClientFrame {
  return kind === 'announcement'
    ? { action: 'announce', text, clientMessageId }
    : { action: 'sendMessage', room, text, clientMessageId };
}

/** Why a message can never be sent; `null` where it can. */
export function flawOf(message: OutboxMessage): RequestError | null {
  try {
    frameText(frameOf(message));
    return null;
  } catch (error) {
    const isText = message.text.length > TEXT_BYTES;
    return isText ? new RequestError('invalid_text', 'The text is too long.', false) : requestError(error);
  }
}

/** The next message of each room, those first that ended no session. */
export function firstOfEachRoom(pending: readonly PendingSend[]): readonly PendingSend[] {
  const heads = new Map<string, PendingSend>();
  for (const pendingSend of pending.filter(isUnderWay)) {
    const { room } = pendingSend.message;
    if (!heads.has(room)) heads.set(room, pendingSend);
  }
  return [...heads.values()].sort((a, b) => a.strikes - b.strikes);
}
