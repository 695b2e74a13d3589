import { isMessage, type Message, type MessageReference, type Tombstone } from '../../model/log-entry.js';
import type { MessageRepository } from '../../ports/message-repository.js';

/** The message of a reference, or what is left of it; `null` where no such message is in the log. */
export async function findMessage(
  messages: Pick<MessageRepository, 'find'>,
  room: string,
  { seq, id }: MessageReference,
): Promise<Message | Tombstone | null> {
  if (!Number.isSafeInteger(seq) || seq < 1) return null;
  const entry = await messages.find(room, seq);
  if (entry === null || !(isMessage(entry) || entry.kind === 'tombstone')) return null;
  return entry.id === id ? entry : null;
}
