import assert from 'node:assert/strict';
import type { ServerFrame } from '@serverless-ws/chat-protocol';
import type { ChatSocket } from '../chat-socket.js';
import type { Scenario } from '../scenario.js';

type Entry = Extract<ServerFrame, { type: 'messages' }>['messages'][number];
type Said = Extract<Entry, { kind: 'message' | 'announcement' }>;

/** The entry with a text, as it is pushed. */
async function heard(socket: ChatSocket, text: string): Promise<Said> {
  const says = (entry: Entry): entry is Said => 'text' in entry && entry.text === text;
  const { messages } = await socket.next('messages', (frame) => frame.messages.some(says));
  const entry = messages.find(says);
  assert.ok(entry);
  return entry;
}

/** What people came for. */
export const messages: readonly Scenario[] = [
  {
    name: 'what one says all hear, however they brought their token, and the sender gets an ack',
    run: async (chat) => {
      const { token } = chat.target;
      const everyone = await Promise.all(
        (['raw', 'bearer', 'subprotocol'] as const).map((how) => chat.connect(token, how)),
      );
      const text = chat.unique();
      everyone[0]?.send({ action: 'sendMessage', text, requestId: 'hello' });
      const ack = await everyone[0]?.next('ack', ({ requestId }) => requestId === 'hello');
      const entries = await Promise.all(everyone.map((socket) => heard(socket, text)));
      for (const entry of entries) assert.deepEqual([entry.seq, entry.id], [ack?.seq, ack?.id]);
    },
  },
  {
    name: 'a sender without echo gets by its ack what all others are pushed',
    run: async (chat) => {
      const [sender, listener] = [await chat.connect(), await chat.connect()];
      const text = chat.unique();
      sender.send({ action: 'sendMessage', text, clientMessageId: chat.unique(), echo: false });
      const { entry } = await sender.next('ack');
      assert.deepEqual(entry, await heard(listener, text));
    },
  },
  {
    name: 'the sender is who the token says, whatever the frame says',
    needs: ['mint'],
    run: async (chat) => {
      const listener = await chat.connect();
      const sub = chat.unique();
      const ada = await chat.connect(chat.mint({ sub, name: 'Ada' }));
      const text = chat.unique();
      ada.send({
        action: 'sendMessage',
        text,
        sender: { id: 'root', name: 'Root' },
        name: 'Root',
        sub: 'root',
      });
      const { sender } = await heard(listener, text);
      assert.deepEqual(sender, { id: sub, name: 'Ada' });
    },
  },
  {
    name: 'a frame sent again with its clientMessageId is one message',
    run: async (chat) => {
      const socket = await chat.connect();
      const frame = { action: 'sendMessage', text: chat.unique(), clientMessageId: chat.unique() };
      socket.send(frame);
      const first = await socket.next('ack', ({ duplicate }) => !duplicate);
      socket.send(frame);
      const second = await socket.next('ack', ({ duplicate }) => duplicate);
      assert.deepEqual([second.seq, second.id], [first.seq, first.id]);
    },
  },
  {
    name: 'a clientMessageId used again with another text is an error',
    run: async (chat) => {
      const socket = await chat.connect();
      const clientMessageId = chat.unique();
      socket.send({ action: 'sendMessage', text: chat.unique(), clientMessageId });
      await socket.next('ack');
      socket.send({ action: 'sendMessage', text: chat.unique(), clientMessageId });
      assert.equal((await socket.next('error')).code, 'client_message_id_reused');
    },
  },
  {
    name: 'to announce needs the role admin',
    needs: ['mint'],
    run: async (chat) => {
      const socket = await chat.connect(chat.mint({ roles: ['editor'] }));
      socket.send({ action: 'announce', text: chat.unique(), requestId: 'a' });
      const { code, requestId } = await socket.next('error');
      assert.deepEqual([code, requestId], ['forbidden', 'a']);
      await socket.alive();
    },
  },
  {
    name: 'an admin’s announcement reaches all',
    needs: ['mint'],
    run: async (chat) => {
      const listener = await chat.connect(chat.mint());
      const admin = await chat.connect(chat.mint({ roles: ['admin'] }));
      const text = chat.unique();
      admin.send({ action: 'announce', text });
      assert.equal((await heard(listener, text)).kind, 'announcement');
      await admin.next('ack');
    },
  },
  {
    name: 'a client that is killed disturbs no other, and its rows are gone',
    needs: ['mint', 'inside'],
    run: async (chat) => {
      const sub = chat.unique();
      const killed = await chat.connect(chat.mint({ sub }));
      await killed.alive();
      assert.notEqual(await chat.target.inside?.rowsOf(sub), 0);
      killed.kill();
      const [sender, listener] = [await chat.connect(), await chat.connect()];
      const text = chat.unique();
      sender.send({ action: 'sendMessage', text });
      await heard(listener, text);
      while ((await chat.target.inside?.rowsOf(sub)) !== 0) await listener.alive();
    },
  },
];
