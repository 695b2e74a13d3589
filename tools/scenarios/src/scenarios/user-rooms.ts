import assert from 'node:assert/strict';
import type { Scenario, Visit } from '../scenario.js';

/** Two devices of a user, and a moderator. */
async function devices(chat: Visit) {
  const sub = chat.unique();
  const token = chat.mint({ sub });
  const [phone, laptop] = [await chat.connect(token), await chat.connect(token)] as const;
  return { sub, token, phone, laptop, host: await chat.connect(chat.mint({ roles: ['moderator'] })) };
}

/** The rooms that a user follows, and what they have not read. */
export const userRooms: readonly Scenario[] = [
  {
    name: 'who follows a room finds what was written there while they were away, and marks it on all devices',
    needs: ['mint'],
    run: async (chat) => {
      const { token, phone, laptop, host } = await devices(chat);
      const room = chat.unique();
      phone.send({ action: 'joinRoom', room, follow: true });
      await phone.next('joined');
      host.send({ action: 'joinRoom', room });
      await host.next('joined');
      phone.kill();
      const acks = [];
      for (const text of ['one', 'two', 'three']) {
        host.send({ action: 'sendMessage', room, text });
        acks.push(await host.next('ack'));
      }
      const [first, second] = acks;
      assert.ok(first && second);
      host.send({ action: 'deleteMessage', room, seq: first.seq, id: first.id });
      await host.next('done');

      const { epoch } = first;
      laptop.send({ action: 'listRooms' });
      const { rooms } = await laptop.next('rooms');
      assert.deepEqual(rooms, [{ room, epoch, head: 4, read: 0, unread: 3 }]);
      laptop.send({ action: 'joinRoom', room });
      await laptop.next('joined', (joined) => joined.room === room);
      const tablet = await chat.connect(token);
      laptop.send({ action: 'markRead', room, upTo: { epoch, seq: second.seq } });
      await laptop.next('done');
      const { sender, ...read } = await tablet.next('read');
      assert.deepEqual(read, { type: 'read', room, epoch, seq: second.seq });
      tablet.send({ action: 'listRooms' });
      assert.deepEqual((await tablet.next('rooms')).rooms, [{ room, epoch, head: 4, read: 2, unread: 1 }]);
      assert.ok(sender.id);
      laptop.send({ action: 'leaveRoom', room, follow: false });
      await laptop.next('left');
      tablet.send({ action: 'listRooms' });
      assert.deepEqual((await tablet.next('rooms')).rooms, []);
    },
  },
  {
    name: 'who is invited is told on all devices, and finds the room in the list until the invitation is taken back',
    needs: ['mint'],
    run: async (chat) => {
      const { sub, phone, laptop, host } = await devices(chat);
      const room = `private.${chat.unique()}`;
      host.send({ action: 'invite', room, userId: sub });
      await host.next('done');
      for (const device of [phone, laptop]) assert.equal((await device.next('invited')).room, room);
      phone.send({ action: 'joinRoom', room, follow: true });
      await phone.next('joined');
      laptop.send({ action: 'listRooms' });
      assert.deepEqual(
        (await laptop.next('rooms')).rooms.map((listed) => listed.room),
        [room],
      );
      host.send({ action: 'invite', room, userId: sub, until: 0 });
      await host.next('done');
      await phone.next('removed');
      laptop.send({ action: 'listRooms' });
      assert.deepEqual((await laptop.next('rooms')).rooms, []);
    },
  },
  {
    name: 'public rooms can be found, and private ones cannot',
    needs: ['mint'],
    run: async (chat) => {
      const host = await chat.connect(chat.mint({ roles: ['moderator'] }));
      const made = [chat.unique(), `private.${chat.unique()}`];
      for (const room of made) {
        host.send({ action: 'joinRoom', room });
        await host.next('joined', (joined) => joined.room === room);
      }
      const user = await chat.connect();
      const seen: string[] = [];
      let after: string | undefined;
      do {
        user.send({ action: 'browseRooms', ...(after !== undefined && { after }) });
        const page = await user.next('rooms');
        seen.push(...page.rooms.map(({ room }) => room));
        after = page.next;
      } while (after !== undefined);
      assert.deepEqual(
        made.map((room) => seen.includes(room)),
        [true, false],
      );
      assert.deepEqual(
        seen.filter((room) => room === 'lobby' || room.startsWith('private.')),
        [],
      );
    },
  },
];
