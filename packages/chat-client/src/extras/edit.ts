import { editMessage } from '@serverless-ws/chat-protocol';
import { addressOf } from '../log/address.js';
import { newMessageId } from '../outbox/new-message-id.js';
import type { MessageMore } from '../outbox/outbox-message.js';
import type { MessageReference, Room } from '../room.js';
import { persistently } from './persistently.js';

/**
 * Changes the text of one's own message, exactly once, over reconnects if need be; resolves when it is in the log. What the
 * message had besides its text is replaced too.
 * @throws RequestError `closed`, or the server's error: `message_not_found`, `invalid_text`, …
 */
export async function edit(
  room: Room,
  { seq, id }: MessageReference,
  text: string,
  { meta, mentions }: Pick<MessageMore, 'meta' | 'mentions'> = {},
): Promise<void> {
  const fields = {
    ...{ ...addressOf(room.name), seq, id, text, clientMessageId: newMessageId() },
    ...(meta && { meta }),
    ...(mentions && { mentions: [...mentions] }),
  };
  await persistently(room.client, () => room.client.request(editMessage, fields));
}
