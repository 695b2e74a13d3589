// A page that shows what was said last, and answers a greeting.
import { ChatClient } from '@serverless-ws/chat-client';
import { parseServerFrame } from '@serverless-ws/chat-protocol';

const client = new ChatClient({ url: 'wss://chat.example.com', getToken: () => 'a.b.c' });
client.on('message', ({ entry }) => {
  if (entry.kind !== 'message') return;
  document.title = `${entry.sender.name}: ${entry.text}`;
  if (entry.text === 'are you there?') void client.send('yes');
});
document.title = parseServerFrame('{"type":"bye","reason":"kicked","reconnect":false}').reason;
client.connect();
