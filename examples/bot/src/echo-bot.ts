import type { ChatClient } from '@serverless-ws/chat-client';

const COMMAND = '!echo ';

/** Replies to `!echo something` with `something`, in every room that the client is in. */
export function echoBot(client: ChatClient): void {
  client.on('message', ({ room, entry }) => {
    if (entry.kind !== 'message' || !entry.text.startsWith(COMMAND)) return;
    const text = `${entry.sender.name} says: ${entry.text.slice(COMMAND.length)}`;
    // The id makes retries, and replies of other instances of this bot, the same message.
    void client.send(text, { room, clientMessageId: `echo-${entry.id}` });
  });
  client.connect();
}
