// A page that sends files: index.html?chat=wss://…&sign=https://…&room=tea#TOKEN
import { ChatClient } from '@serverless-ws/chat-client';
import { attachmentsOf, linkTo, sendFile } from './send-file.js';

const query = new URLSearchParams(location.search);
// After the `#`, which no browser sends to a server. A page of your own gets its token where its users sign in.
const getToken = () => location.hash.slice(1);
const client = new ChatClient({ url: query.get('chat') ?? '', getToken });
const sender = { signUrl: query.get('sign') ?? '', getToken };
const room = client.room(query.get('room') ?? 'lobby');

const say = (...parts: readonly (string | Node)[]) => {
  const line = document.createElement('li');
  line.append(...parts);
  document.querySelector('ul')?.append(line);
};
const complain = (error: unknown) => say(error instanceof Error ? error.message : String(error));

client.on('message', ({ entry }) => {
  if (entry.kind !== 'message') return;
  const files = attachmentsOf(entry.meta).map((attachment) => {
    const button = document.createElement('button');
    button.textContent = `${attachment.name} (${attachment.size} bytes)`;
    // The link is made when it is wanted: it ends after a minute.
    button.onclick = () => linkTo(room, attachment, sender).then((url) => location.assign(url), complain);
    return button;
  });
  say(`${entry.sender.name}: ${entry.text} `, ...files);
});
document.querySelector('input')?.addEventListener('change', ({ target }) => {
  const [file] = (target instanceof HTMLInputElement && target.files) || [];
  if (file !== undefined) sendFile(room, file, sender).catch(complain);
});
client.connect();
if (room.name !== 'lobby') room.join().catch(complain);
