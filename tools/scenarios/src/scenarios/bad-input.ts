import assert from 'node:assert/strict';
import type { ChatSocket } from '../chat-socket.js';
import type { Scenario } from '../scenario.js';

const EPOCH = 'an-epoch-that-never-was';

/** Requests that are well formed and ask for what cannot be, with the code of the error that answers each. */
const REFUSED: readonly (readonly [name: string, frame: object, code: string])[] = [
  ['a text with NUL', { action: 'sendMessage', text: 'a\0b' }, 'invalid_text'],
  ['a text with half a character', { action: 'sendMessage', text: 'a\ud800b' }, 'invalid_text'],
  [
    'a text of 4,098 bytes in 2,049 letters',
    { action: 'sendMessage', text: 'ä'.repeat(2_049) },
    'invalid_text',
  ],
  [
    'an empty message id',
    { action: 'sendMessage', text: 'hi', clientMessageId: '' },
    'invalid_client_message_id',
  ],
  [
    'a message id with a space',
    { action: 'sendMessage', text: 'hi', clientMessageId: 'a b' },
    'invalid_client_message_id',
  ],
  ['a text of white space', { action: 'announce', text: ' \t\u00a0' }, 'invalid_text'],
  ['a limit over the maximum', { action: 'listMessages', limit: 101 }, 'invalid_limit'],
  ['a limit of nothing', { action: 'listMessages', limit: 0 }, 'invalid_limit'],
  ['half a position', { action: 'listMessages', after: { epoch: EPOCH, seq: 1.5 } }, 'invalid_cursor'],
  ['a position below the first', { action: 'joinRoom', after: { epoch: EPOCH, seq: -1 } }, 'invalid_cursor'],
  ['no epoch', { action: 'joinRoom', after: { epoch: '', seq: 1 } }, 'invalid_cursor'],
  [
    'both directions',
    { action: 'listMessages', after: { epoch: EPOCH, seq: 1 }, before: { epoch: EPOCH, seq: 9 } },
    'invalid_cursor',
  ],
  ['a mark above the head', { action: 'markRead', upTo: { epoch: EPOCH, seq: 2 ** 50 } }, 'invalid_cursor'],
  ['a mark of another epoch', { action: 'markRead', upTo: { epoch: EPOCH, seq: 0 } }, 'invalid_cursor'],
  ['a mark below the first', { action: 'markRead', upTo: { epoch: EPOCH, seq: -1 } }, 'invalid_cursor'],
  ['a mark of nothing', { action: 'markRead' }, 'bad_request'],
  [
    'a mark in a room one is not in',
    { action: 'markRead', room: 'e2e-not-joined', upTo: { epoch: EPOCH, seq: 1 } },
    'not_joined',
  ],
  ['more rooms than a page holds', { action: 'listRooms', limit: 101 }, 'invalid_limit'],
  ['rooms after what no page ended with', { action: 'listRooms', after: 'a#b' }, 'bad_request'],
  ['public rooms after what no page ended with', { action: 'browseRooms', after: 'a b' }, 'bad_request'],
  ['a follow that is no boolean', { action: 'joinRoom', room: 'e2e-x', follow: 1 }, 'bad_request'],
  ['messages of a room one is not in', { action: 'listMessages', room: 'e2e-not-joined' }, 'not_joined'],
  ['a room that reads like the lobby', { action: 'joinRoom', room: 'Lobby' }, 'invalid_room'],
  ['a room that reads like a private one', { action: 'joinRoom', room: 'Private.board' }, 'invalid_room'],
  ['a room with a filler', { action: 'joinRoom', room: 'tea\u3164' }, 'invalid_room'],
  ['a way out of the lobby', { action: 'leaveRoom', room: 'lobby' }, 'forbidden'],
];

/** Joins a room of the socket's own and says one thing there. */
async function spoken(socket: ChatSocket, room: string, clientMessageId: string) {
  socket.send({ action: 'joinRoom', room });
  await socket.next('joined', (joined) => joined.room === room);
  socket.send({ action: 'sendMessage', room, text: 'one', clientMessageId });
  return socket.next('ack', (ack) => ack.clientMessageId === clientMessageId);
}

/** What every client may get wrong, with a documented answer each. */
export const badInput: readonly Scenario[] = [
  ...REFUSED.map(([name, frame, code]) => ({
    name: `asking for ${name} gets the error ${code}, tied to the request`,
    run: async (chat: Parameters<Scenario['run']>[0]) => {
      const socket = await chat.connect();
      socket.send({ ...frame, requestId: 'r-1' });
      const error = await socket.next('error');
      assert.deepEqual([error.code, error.requestId, error.retryable], [code, 'r-1', false]);
      await socket.alive();
    },
  })),
  {
    name: 'a message id used again for another text is refused, and the first text stays',
    run: async (chat) => {
      const [socket, room, clientMessageId] = [await chat.connect(), chat.unique(), chat.unique()];
      const first = await spoken(socket, room, clientMessageId);
      socket.send({ action: 'sendMessage', room, text: 'two', clientMessageId });
      const error = await socket.next('error');
      assert.deepEqual([error.code, error.clientMessageId], ['client_message_id_reused', clientMessageId]);
      socket.send({ action: 'sendMessage', room, text: 'one', clientMessageId });
      const again = await socket.next('ack');
      assert.deepEqual([again.seq, again.id, again.duplicate], [first.seq, first.id, true]);
    },
  },
  {
    name: 'a cursor beyond the head, or of another epoch, is told where the log stands',
    run: async (chat) => {
      const [socket, room] = [await chat.connect(), chat.unique()];
      const { epoch, seq } = await spoken(socket, room, chat.unique());
      for (const cursor of [
        { epoch, seq: seq + 1_000 },
        { epoch: EPOCH, seq },
      ]) {
        for (const action of ['joinRoom', 'listMessages']) {
          const told = await socket.ask({ action, room, after: cursor });
          assert.ok(told.type === 'joined' || told.type === 'page');
          assert.deepEqual(
            [told.epoch, told.through, told.head, told.recovered, told.messages.length],
            [epoch, seq, seq, false, 0],
          );
        }
      }
      const before = { epoch: EPOCH, seq: 1 };
      const back = await socket.ask({ action: 'listMessages', room, before });
      assert.deepEqual([back.type, 'recovered' in back && back.recovered], ['page', false]);
    },
  },
  {
    name: 'a room that was never joined is empty',
    run: async (chat) => {
      const [socket, room] = [await chat.connect(), chat.unique()];
      socket.send({ action: 'joinRoom', room });
      const joined = await socket.next('joined');
      assert.deepEqual([joined.through, joined.head, joined.recovered, joined.more], [0, 0, false, false]);
    },
  },
];
