import assert from 'node:assert/strict';
import { Refused, type ChatSocket } from '../chat-socket.js';
import type { Scenario, Visit } from '../scenario.js';

/** A moderator, and a user with some connections to be moderated. */
async function cast(chat: Visit, connections: number) {
  const sub = chat.unique();
  const token = chat.mint({ sub });
  const moderator = await chat.connect(chat.mint({ roles: ['moderator'] }));
  const sockets: ChatSocket[] = [];
  for (let count = 0; count < connections; count += 1) sockets.push(await chat.connect(token));
  return { moderator, token, sub, sockets };
}

/** Asks for something that must be granted. */
async function done(
  socket: ChatSocket,
  frame: Readonly<Record<'action', string> & Record<string, unknown>>,
): Promise<void> {
  const answer = await socket.ask(frame);
  assert.deepEqual([answer.type, 'action' in answer && answer.action], ['done', frame.action]);
}

/** Keeping order. */
export const moderation: readonly Scenario[] = [
  {
    name: 'a ban ends every live connection and refuses the next, until it is lifted',
    needs: ['mint'],
    run: async (chat) => {
      const { moderator, token, sub, sockets } = await cast(chat, 3);
      const ends = sockets.map(async (socket) => {
        const [bye] = await Promise.all([socket.next('bye'), socket.closed()]);
        return [bye.reason, bye.reconnect];
      });
      await done(moderator, { action: 'ban', userId: sub });
      assert.deepEqual(await Promise.all(ends), Array(3).fill(['banned', false]));
      await assert.rejects(chat.connect(token), (error) => error instanceof Refused && error.status === 403);
      await done(moderator, { action: 'ban', userId: sub, until: 0 });
      await (await chat.connect(token)).alive();
    },
  },
  {
    name: 'a kick ends every live connection, and the user may come back',
    needs: ['mint'],
    run: async (chat) => {
      const { moderator, token, sub, sockets } = await cast(chat, 2);
      const ends = sockets.map((socket) => Promise.all([socket.next('bye'), socket.closed()]));
      await done(moderator, { action: 'kick', userId: sub });
      for (const [bye] of await Promise.all(ends)) assert.equal(bye.reason, 'kicked');
      await (await chat.connect(token)).alive();
    },
  },
  {
    name: 'a deleted message is gone from open clients, from resume and from history',
    needs: ['mint'],
    run: async (chat) => {
      const { moderator, sockets } = await cast(chat, 1);
      const room = chat.unique();
      const text = chat.unique();
      const [author] = sockets;
      const reader = await chat.connect(chat.mint());
      assert.ok(author);
      for (const socket of [author, reader, moderator]) await socket.ask({ action: 'joinRoom', room });
      author.send({ action: 'sendMessage', room, text });
      const { seq, id, epoch } = await author.next('ack');
      await reader.next('messages', (frame) => frame.room === room);
      const refused = await reader.ask({ action: 'deleteMessage', room, seq, id });
      assert.equal('code' in refused && refused.code, 'forbidden');
      await done(moderator, { action: 'deleteMessage', room, seq, id });
      await done(author, { action: 'deleteMessage', room, seq, id });
      const news = await reader.next('messages', ({ messages }) =>
        messages.some((entry) => 'target' in entry && entry.target.seq === seq && entry.target.id === id),
      );
      assert.equal(news.room, room);
      const late = await chat.connect();
      const seen = [
        await late.ask({ action: 'joinRoom', room, after: { epoch, seq: seq - 1 } }),
        await late.ask({ action: 'listMessages', room }),
        await late.ask({ action: 'joinRoom', room, after: { epoch, seq } }),
      ];
      const kinds = seen.map((page) =>
        'messages' in page ? page.messages.map((entry) => 'kind' in entry && entry.kind) : [],
      );
      assert.deepEqual(kinds, [['deleted', 'deletion'], ['deleted', 'deletion'], ['deletion']]);
      assert.ok(!JSON.stringify(seen).includes(text));
    },
  },
  {
    name: 'a private room opens by claim and by invitation alone, and closes when that is taken back',
    needs: ['mint'],
    run: async (chat) => {
      const room = `private.${chat.unique()}`;
      const { sub, sockets } = await cast(chat, 1);
      const [guest] = sockets;
      assert.ok(guest);
      const code = async (frame: object) => {
        const answer = await guest.ask(frame);
        return 'code' in answer ? answer.code : answer.type;
      };
      const say = { action: 'sendMessage', room, text: 'hi' };
      assert.equal(await code({ action: 'joinRoom', room }), 'forbidden');
      const member = await chat.connect(chat.mint({ roles: [`room:${room}`] }));
      await member.ask({ action: 'joinRoom', room });
      await done(member, { action: 'invite', room, userId: sub });
      assert.equal(await code({ action: 'joinRoom', room }), 'joined');
      assert.equal(await code(say), 'ack');
      assert.equal(await code({ action: 'invite', room, userId: 'another' }), 'forbidden');
      // A member cannot take out one whose role opens the room.
      const admin = await chat.connect(chat.mint({ sub: `${sub}-admin`, roles: ['admin'] }));
      await admin.ask({ action: 'joinRoom', room });
      await done(member, { action: 'invite', room, userId: `${sub}-admin`, until: 0 });
      await done(member, { action: 'invite', room, userId: sub, until: 0 });
      const { reason } = await guest.next('removed', (frame) => frame.room === room);
      assert.equal(reason, 'uninvited');
      await member.ask({ action: 'sendMessage', room, text: 'between us' });
      await admin.next('messages', ({ messages }) =>
        messages.some((entry) => 'text' in entry && entry.text === 'between us'),
      );
      assert.equal(await code(say), 'not_joined');
      assert.equal(await code({ action: 'joinRoom', room }), 'forbidden');
    },
  },
];
