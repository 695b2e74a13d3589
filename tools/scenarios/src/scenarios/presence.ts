import assert from 'node:assert/strict';
import type { Scenario } from '../scenario.js';

/** What is of the moment: who is in a room, and who is typing there. */
export const presence: readonly Scenario[] = [
  {
    name: 'who is typing is seen by the others in the room, and by no one else',
    run: async (chat) => {
      const room = chat.unique();
      const [ada, bob, outside] = [await chat.connect(), await chat.connect(), await chat.connect()];
      for (const socket of [ada, bob]) await socket.ask({ action: 'joinRoom', room });
      ada.send({ action: 'signal', room, event: 'typing', data: true });
      const { event, data } = await bob.next('signal', (frame) => frame.room === room);
      assert.deepEqual({ event, data }, { event: 'typing', data: true });
      const done = await ada.ask({ action: 'signal', room, event: 'acme.cursor' });
      assert.equal(done.type, 'done');
      await bob.next('signal', (frame) => frame.event === 'acme.cursor');
      for (const socket of [ada, outside]) {
        await socket.alive();
        const signals = socket.unread.filter((frame) => frame.type === 'signal' && frame.room === room);
        assert.deepEqual(signals, []);
      }
    },
  },
  {
    name: 'who is in a room is told inside, and no longer of one who has left',
    run: async (chat) => {
      const room = chat.unique();
      const [ada, bob] = [await chat.connect(), await chat.connect()];
      for (const socket of [ada, bob]) await socket.ask({ action: 'joinRoom', room });
      const list = await ada.ask({ action: 'who', room });
      assert.ok(list.type === 'members');
      assert.equal(list.count, new Set(list.users.map(({ id }) => id)).size);
      await bob.ask({ action: 'leaveRoom', room });
      const refused = await bob.ask({ action: 'who', room });
      assert.ok(refused.type === 'error' && refused.code === 'not_joined');
      assert.ok((await ada.ask({ action: 'who', room })).type === 'members');
    },
  },
  {
    name: 'a user over two connections is in a room once, until the last has left',
    needs: ['mint'],
    run: async (chat) => {
      const room = chat.unique();
      const sub = chat.unique();
      const [phone, laptop] = [
        await chat.connect(chat.mint({ sub })),
        await chat.connect(chat.mint({ sub })),
      ];
      const watcher = await chat.connect(chat.mint({ sub: chat.unique() }));
      for (const socket of [phone, laptop, watcher]) await socket.ask({ action: 'joinRoom', room });
      const isThere = async () => {
        const list = await watcher.ask({ action: 'who', room });
        assert.ok(list.type === 'members');
        return list.users.filter(({ id }) => id === sub).length;
      };
      assert.equal(await isThere(), 1);
      await phone.ask({ action: 'leaveRoom', room });
      assert.equal(await isThere(), 1);
      await laptop.ask({ action: 'leaveRoom', room });
      assert.equal(await isThere(), 0);
    },
  },
];
