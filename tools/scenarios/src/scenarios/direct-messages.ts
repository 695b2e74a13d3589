import assert from 'node:assert/strict';
import { ACTIONS } from '@serverless-ws/chat-protocol';
import type { ChatSocket } from '../chat-socket.js';
import type { Scenario, Visit } from '../scenario.js';
import { exampleFields } from './example-fields.js';

/** Ada and Bob, Ada on two devices, and a third person with some roles; with a message between the two. */
async function enter(chat: Visit, roles: readonly string[] = []) {
  const [ada, bob] = [chat.unique(), chat.unique()];
  const token = chat.mint({ sub: ada });
  const sockets = {
    phone: await chat.connect(token),
    tablet: await chat.connect(token),
    bobs: await chat.connect(chat.mint({ sub: bob })),
    third: await chat.connect(chat.mint({ roles })),
  };
  const sent = await sockets.phone.ask({ action: 'sendMessage', with: bob, text: 'between us' });
  assert.ok(sent.type === 'ack', JSON.stringify(sent));
  return { ada, bob, ...sockets, room: sent.room, sent };
}

/** Whether anything about a room has come to a socket. */
async function hasHeardOf(socket: ChatSocket, room: string): Promise<boolean> {
  await socket.alive();
  return socket.unread.some((frame) => 'room' in frame && frame.room === room);
}

async function textsWith(socket: ChatSocket, userId: string): Promise<readonly unknown[]> {
  const page = await socket.ask({ action: 'listMessages', with: userId });
  assert.ok(page.type === 'page', JSON.stringify(page));
  return page.messages.map((entry) => ('text' in entry ? entry.text : entry));
}

/** Every action that takes a room, with its other fields as they would do. */
const NAMING = Object.entries(exampleFields()).filter(([name]) =>
  Object.entries(ACTIONS).some(([action, { fields }]) => action === name && Object.hasOwn(fields, 'room')),
);

const strangers: readonly Scenario[] = [[], ['moderator'], ['admin']].map((roles) => ({
  name: `a third person with the roles [${roles.join()}] cannot name, join, read or write to a direct room`,
  needs: ['mint', 'unlimited'] as const,
  run: async (chat: Visit) => {
    const { ada, bob, bobs, phone, third, room, sent } = await enter(chat, [...roles, 'room:dm.x']);
    const { seq, id } = sent;
    for (const [action, fields] of NAMING) {
      const answer = await third.ask({ action, ...fields, seq, id, room, with: undefined });
      assert.deepEqual([action, 'code' in answer && answer.code], [action, 'forbidden']);
      // Not even one of the two may name it.
      const own = await phone.ask({ action, ...fields, seq, id, room, with: undefined });
      assert.deepEqual([action, 'code' in own && own.code], [action, 'forbidden']);
    }
    for (const userId of [ada, bob]) {
      assert.deepEqual(await textsWith(third, userId), []);
      const erased = await third.ask({ action: 'deleteMessage', with: userId, seq, id });
      assert.deepEqual(erased.type === 'error' && erased.code, 'forbidden');
    }
    assert.equal(await hasHeardOf(third, room), false);
    assert.deepEqual(await textsWith(bobs, ada), ['between us']);
  },
}));

/** Messages between two users, and who is not among them. */
export const directMessages: readonly Scenario[] = [
  {
    name: 'a direct message reaches each device of both users, and no third person',
    needs: ['mint'],
    run: async (chat) => {
      const { bob, phone, tablet, bobs, third, room } = await enter(chat);
      for (const socket of [phone, tablet, bobs]) {
        const { messages } = await socket.next('messages', (frame) => frame.room === room);
        assert.deepEqual(
          messages.map((entry) => 'to' in entry && entry.to),
          [bob],
        );
      }
      assert.equal(await hasHeardOf(third, room), false);
    },
  },
  {
    name: 'a user who was away finds a first message in the list of rooms',
    needs: ['mint'],
    run: async (chat) => {
      const [ada, bob] = [chat.unique(), chat.unique()];
      const sender = await chat.connect(chat.mint({ sub: ada, name: 'Ada' }));
      await sender.ask({ action: 'sendMessage', with: bob, text: 'are you there?' });
      sender.kill();
      const back = await chat.connect(chat.mint({ sub: bob }));
      const answer = await back.ask({ action: 'listRooms' });
      assert.ok(answer.type === 'rooms', JSON.stringify(answer));
      assert.deepEqual(
        answer.rooms.map((room) => [room.with, room.name, room.unread]),
        [[ada, 'Ada', 1]],
      );
      assert.deepEqual(await textsWith(back, ada), ['are you there?']);
      const pong = await back.ask({ action: 'ping', with: [ada] });
      assert.ok(pong.type === 'pong');
      assert.equal(pong.direct?.[ada]?.seq, 1);
    },
  },
  {
    name: 'a block ends direct messages in both directions, until it is taken back',
    needs: ['mint'],
    run: async (chat) => {
      const { ada, bob, phone, bobs } = await enter(chat);
      const send = async (socket: ChatSocket, userId: string) => {
        const answer = await socket.ask({ action: 'sendMessage', with: userId, text: 'hi' });
        return answer.type === 'error' ? answer.code : answer.type;
      };
      assert.equal((await bobs.ask({ action: 'block', userId: ada })).type, 'done');
      assert.deepEqual([await send(phone, bob), await send(bobs, ada)], ['forbidden', 'forbidden']);
      assert.equal((await bobs.ask({ action: 'unblock', userId: ada })).type, 'done');
      assert.deepEqual([await send(phone, bob), await send(bobs, ada)], ['ack', 'ack']);
    },
  },
  {
    name: 'no user has a direct room with themselves, nor one with a room besides',
    needs: ['mint'],
    run: async (chat) => {
      const sub = chat.unique();
      const socket = await chat.connect(chat.mint({ sub }));
      const asked = [
        { action: 'sendMessage', text: 'hi', with: sub },
        { action: 'sendMessage', text: 'hi', with: 'bob', room: 'lobby' },
        { action: 'listMessages', with: '' },
        { action: 'joinRoom', with: 'bob' },
        { action: 'ping', with: [sub] },
        { action: 'block', userId: sub },
      ];
      for (const frame of asked) {
        const answer = await socket.ask(frame);
        assert.deepEqual([frame, 'code' in answer && answer.code], [frame, 'bad_request']);
      }
    },
  },
  ...strangers,
];
