import assert from 'node:assert/strict';
import { LIMITS } from '@serverless-ws/chat-domain';
import type { Scenario } from '../scenario.js';

/** Rooms, and the way back into them. */
export const rooms: readonly Scenario[] = [
  {
    name: 'what is said in a room stays in the room',
    run: async (chat) => {
      const [inside, outside] = [await chat.connect(), await chat.connect()];
      const room = chat.unique();
      inside.send({ action: 'joinRoom', room });
      await inside.next('joined', (joined) => joined.room === room);
      inside.send({ action: 'sendMessage', room, text: 'between us' });
      await inside.next('messages', (frame) => frame.room === room);
      await outside.alive();
      assert.equal(
        outside.unread.some((frame) => frame.type === 'messages' && frame.room === room),
        false,
      );
    },
  },
  {
    name: 'who comes back with a cursor is told what they missed',
    run: async (chat) => {
      const room = chat.unique();
      const away = await chat.connect();
      away.send({ action: 'joinRoom', room });
      await away.next('joined');
      away.send({ action: 'sendMessage', room, text: 'first' });
      const { epoch, seq } = await away.next('ack');
      const present = await chat.connect();
      present.send({ action: 'joinRoom', room });
      await present.next('joined');
      away.kill();
      present.send({ action: 'sendMessage', room, text: 'second' });
      await present.next('ack');

      const back = await chat.connect();
      back.send({ action: 'joinRoom', room, after: { epoch, seq } });
      const { recovered, head, messages } = await back.next('joined');
      const texts = messages.map((entry) => ('text' in entry ? entry.text : entry));
      assert.deepEqual(
        { recovered, head, texts },
        { recovered: true, head: messages.at(-1)?.seq, texts: ['second'] },
      );
    },
  },
  {
    name: 'who leaves a room hears no more of it and cannot speak there',
    run: async (chat) => {
      const room = chat.unique();
      const socket = await chat.connect();
      socket.send({ action: 'joinRoom', room });
      await socket.next('joined');
      socket.send({ action: 'leaveRoom', room });
      await socket.next('left');
      socket.send({ action: 'sendMessage', room, text: 'still here?' });
      assert.equal((await socket.next('error')).code, 'not_joined');
    },
  },
  {
    name: 'a connection is in a hundred rooms at most, the lobby included',
    // Making a room counts as a message.
    needs: ['unlimited'],
    run: async (chat) => {
      const socket = await chat.connect();
      const name = chat.unique();
      const join = (room: string) => socket.ask({ action: 'joinRoom', room });
      for (let count = 1; count < LIMITS.roomsPerConnection; count += 1) {
        assert.equal((await join(`${name}.${count}`)).type, 'joined');
      }
      const full = await join(`${name}.full`);
      assert.deepEqual([full.type, 'code' in full && full.code], ['error', 'too_many_rooms']);
      // One that it is in is none more, and one that it leaves makes room for another.
      assert.equal((await join(`${name}.1`)).type, 'joined');
      await socket.ask({ action: 'leaveRoom', room: `${name}.1` });
      assert.equal((await join(`${name}.full`)).type, 'joined');
    },
  },
  {
    name: 'a pong tells how far the lobby has come',
    run: async (chat) => {
      const socket = await chat.connect();
      socket.send({ action: 'sendMessage', text: chat.unique() });
      const { epoch, seq } = await socket.next('ack');
      socket.send({ action: 'ping' });
      const { heads, rooms } = await socket.next('pong');
      assert.deepEqual(rooms, ['lobby']);
      assert.equal(heads['lobby']?.epoch, epoch);
      assert.ok((heads['lobby']?.seq ?? 0) >= seq);
    },
  },
];
