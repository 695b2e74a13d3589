import { react as reactAction } from '@serverless-ws/chat-protocol';
import { addressOf } from '../log/address.js';
import { newMessageId } from '../outbox/new-message-id.js';
import type { MessageReference, Room } from '../room.js';
import { persistently } from './persistently.js';

/**
 * Reacts to a message, or takes a reaction back, exactly once, over reconnects if need be; resolves when it is in the log.
 * @param reaction - 1 to 64 bytes: an emoji, or a word of a team's own
 * @throws RequestError `closed`, or the server's error: `message_not_found`, `too_many_reactions`, …
 */
export async function react(
  room: Room,
  { seq, id }: MessageReference,
  reaction: string,
  on = true,
): Promise<void> {
  const fields = { ...addressOf(room.name), seq, id, reaction, on, clientMessageId: newMessageId() };
  await persistently(room.client, () => room.client.request(reactAction, fields));
}
