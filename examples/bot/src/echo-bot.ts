import type { ChatClient } from '@serverless-ws/chat-client';

const COMMAND = '!echo ';

/** Answers `!echo something` with `something`, in every room that the client is in. */
export function echoBot(client: ChatClient): void {
  client.on('message', ({ room, entry }) => {
    if (entry.kind !== 'message' || !entry.text.startsWith(COMMAND)) return;
    const text = `${entry.sender.name} says: ${entry.text.slice(COMMAND.length)}`;
    // The id makes the answer the same message, however often and by however many copies of this bot it is sent.
    void client.send(text, { room, clientMessageId: `echo-${entry.id}` });
  });
  client.connect();
}
