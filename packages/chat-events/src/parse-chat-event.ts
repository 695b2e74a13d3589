import { ChatError, type SanctionEvent } from '@serverless-ws/chat-domain';
import type { WireEvent } from './wire-event.js';

/** An event of an entry as a consumer reads it, whose kind it may not know. */
export type ReceivedChatEvent = Omit<WireEvent, 'entry'> & {
  readonly entry: { readonly seq: number; readonly id: string; readonly kind: string } & Readonly<
    Record<string, unknown>
  >;
};

/** A sanction or an invitation as a consumer reads it, of a type that it may not know: it has a `sanction` and no `entry`. */
export type ReceivedSanction = Omit<SanctionEvent, 'type'> & { readonly type: string };

/**
 * Reads an event: the body of a message of SQS, or the `detail` of an event of EventBridge. What it does not know it leaves
 * as it is, for later releases add kinds and fields.
 * @throws ChatError `bad_request` for anything that is no event of a chat
 */
export function parseChatEvent(event: unknown): ReceivedChatEvent | ReceivedSanction {
  const value: unknown = typeof event === 'string' ? parseJson(event) : event;
  if (isEvent(value) || isSanction(value)) return value;
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

function isSanction(value: unknown): value is ReceivedSanction {
  const { id, type, room, sentAt, sanction } = fieldsOf(value);
  const { userId, actor } = fieldsOf(sanction);
  const texts = [id, type, room, userId, actor];
  return texts.every((text) => typeof text === 'string') && Number.isFinite(sentAt);
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
