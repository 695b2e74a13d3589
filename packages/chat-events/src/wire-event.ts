import type { ChatEvent, SanctionEvent } from '@serverless-ws/chat-domain';
import { wireEntry, type WireEntry } from '@serverless-ws/chat-protocol';

/** An event of an entry as its consumers get it: JSON. */
export interface WireEvent {
  /** `room/epoch/seq`. */
  readonly id: string;
  /** The `kind` of the entry: `message`, `announcement`, `edit`, `deletion`, `reaction`, `deleted`, or one of a team's own. */
  readonly type: string;
  readonly room: string;
  readonly epoch: string;
  /** As clients get it, without the reactions to a message: these are events of their own. */
  readonly entry: WireEntry;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
}

/**
 * What SQS refuses in a message, and what some of its look-alikes do: escaped, JSON says the same.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const REFUSED = /[\ud800-\udfff\ufffe\uffff]/g;

/** The event as JSON text that any queue takes. */
export function formatChatEvent(event: ChatEvent | SanctionEvent): string {
  return JSON.stringify(wireEvent(event)).replace(
    REFUSED,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The event as consumers get it; a sanction is that already. */
export function wireEvent(event: ChatEvent | SanctionEvent): WireEvent | SanctionEvent {
  if ('sanction' in event) return event;
  const { id, room, epoch, entry, sentAt } = event;
  const shown = wireEntry(entry);
  return { id, type: shown.kind, room, epoch, entry: shown, sentAt };
}
