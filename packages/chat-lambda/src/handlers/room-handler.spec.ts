import { describe, expect, it } from '@jest/globals';

import { ada, root, fixture } from '../../test/fixture.js';

async function twoInTheTearoom() {
  const all = fixture();
  await all.connect(ada, 'a');
  await all.connect(root, 'b');
  const joined = await all.say(all.handlers.room, ada, 'a', {
    action: 'joinRoom',
    room: 'tea',
    requestId: 'r1',
  });
  await all.say(all.handlers.room, root, 'b', { action: 'joinRoom', room: 'tea' });
  return { ...all, joined };
}

describe('rooms', () => {
  it('are joined, with the current end of the log', async () => {
    const { joined } = await twoInTheTearoom();
    expect(joined).toMatchObject({
      type: 'joined',
      requestId: 'r1',
      room: 'tea',
      through: 0,
      head: 0,
      recovered: false,
      messages: [],
    });
  });

  it('return missed entries to a client that reconnects', async () => {
    const { handlers, say, joined } = await twoInTheTearoom();
    await say(handlers.sendMessage, root, 'b', { action: 'sendMessage', room: 'tea', text: 'milk?' });
    const after = { epoch: joined['epoch'], seq: joined['through'] };
    const again = await say(handlers.room, ada, 'a', { action: 'joinRoom', room: 'tea', after });
    expect(again).toMatchObject({
      recovered: true,
      through: 1,
      head: 1,
      messages: [{ seq: 1, text: 'milk?' }],
    });
  });

  it('are read page by page', async () => {
    const { handlers, say } = await twoInTheTearoom();
    for (const text of ['one', 'two'])
      await say(handlers.sendMessage, root, 'b', { action: 'sendMessage', room: 'tea', text });
    const page = await say(handlers.room, ada, 'a', {
      action: 'listMessages',
      room: 'tea',
      limit: 1,
      requestId: 'r2',
    });
    expect(page).toMatchObject({
      type: 'page',
      requestId: 'r2',
      through: 2,
      head: 2,
      more: true,
      messages: [{ text: 'two' }],
    });
  });

  it('are left, and then deliver nothing', async () => {
    const { handlers, say, gateway } = await twoInTheTearoom();
    const left = await say(handlers.room, ada, 'a', { action: 'leaveRoom', room: 'tea', requestId: 'r3' });
    expect(left).toEqual({ type: 'left', room: 'tea', requestId: 'r3' });
    await say(handlers.sendMessage, root, 'b', { action: 'sendMessage', room: 'tea', text: 'alone' });
    expect(gateway.received('a')).toEqual([]);
  });

  it('are hidden from users who are not members', async () => {
    const { handlers, say, connect } = await twoInTheTearoom();
    await connect({ ...ada, userId: 'eve' }, 'e');
    const response = await say(handlers.room, { ...ada, userId: 'eve' }, 'e', {
      action: 'listMessages',
      room: 'tea',
    });
    expect(response).toMatchObject({ code: 'not_joined' });
  });

  it('take no other action', async () => {
    const { handlers, say } = await twoInTheTearoom();
    await expect(say(handlers.room, ada, 'a', { action: 'ping' })).resolves.toMatchObject({
      code: 'unknown_action',
    });
  });
});
