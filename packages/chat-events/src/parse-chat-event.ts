import { ChatError } from '@serverless-ws/chat-domain';
import type { WireEvent } from './wire-event.js';

/** An event as a consumer reads it: of an entry whose kind it may not know. */
export type ReceivedChatEvent = Omit<WireEvent, 'entry'> & {
  readonly entry: { readonly seq: number; readonly id: string; readonly kind: string } & Readonly<
    Record<string, unknown>
  >;
};

/**
 * Reads an event: the body of a message of SQS, or the `detail` of an event of EventBridge. What it does not know it leaves
 * as it is, for later releases add kinds and fields.
 * @throws ChatError `bad_request` for anything that is no event of a chat
 */
export function parseChatEvent(event: unknown): ReceivedChatEvent {
  const value: unknown = typeof event === 'string' ? parseJson(event) : event;
  if (isEvent(value)) return value;
  throw new ChatError('bad_request', 'This is no event of a chat.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEvent(value: unknown): value is ReceivedChatEvent {
  const { id, type, room, epoch, entry, sentAt } = fieldsOf(value);
  const { seq, id: entryId, kind } = fieldsOf(entry);
  const texts = [id, type, room, epoch, entryId, kind];
  return texts.every((text) => typeof text === 'string') && Number.isInteger(seq) && Number.isFinite(sentAt);
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
