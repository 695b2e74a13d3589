import { describe, expect, it } from '@jest/globals';

import { ada, root, fixture } from '../../test/fixture.js';

async function lobby() {
  const all = fixture();
  await all.connect(ada, 'a');
  await all.connect(root, 'b');
  const order = (frame: object, identity = root, connectionId = 'b') =>
    all.say(all.handlers.moderation, identity, connectionId, frame);
  return { ...all, order };
}

describe('moderation', () => {
  it.each([
    [{ action: 'kick', userId: 'ada' }, {}],
    [{ action: 'ban', userId: 'ada', until: 9_999_999_999_999 }, {}],
    [{ action: 'mute', userId: 'ada' }, {}],
    [{ action: 'slowMode', interval: 1_000 }, { room: 'lobby' }],
    [{ action: 'invite', room: 'private.board', userId: 'ada' }, { room: 'private.board' }],
  ])('carries out the request of an admin, once it is recorded: %o', async (frame, about) => {
    const { order, audit } = await lobby();
    const response = await order({ ...frame, requestId: 'r1' });
    expect(response).toEqual({ type: 'done', action: frame.action, ...about, requestId: 'r1' });
    expect(audit.records).toMatchObject([{ action: frame.action, actor: { id: 'root' } }]);
  });

  it('deletes a message, and tells all clients', async () => {
    const { order, say, handlers, gateway } = await lobby();
    const { seq, id } = await say(handlers.sendMessage, ada, 'a', { action: 'sendMessage', text: 'oops' });
    await expect(order({ action: 'deleteMessage', seq, id }, ada, 'a')).resolves.toMatchObject({
      type: 'done',
      room: 'lobby',
    });
    const entries = [{ kind: 'deletion', target: { seq, id } }];
    expect(gateway.received('b').at(-1)).toMatchObject({ entries });
  });

  it.each([
    { action: 'kick', userId: 'root' },
    { action: 'ban', userId: 'root' },
    { action: 'mute', userId: 'root' },
    { action: 'slowMode', interval: 0 },
    { action: 'invite', room: 'private.board', userId: 'ada' },
    { action: 'deleteMessage', seq: 1, id: 'x' },
  ])('is forbidden without a role: $action', async (frame) => {
    const { order, audit, gateway } = await lobby();
    await expect(order(frame, ada, 'a')).resolves.toMatchObject({ type: 'error', code: 'forbidden' });
    expect(audit.records).toEqual([]);
    expect(gateway.disconnected).toEqual([]);
  });

  it('takes no other action', async () => {
    const { order } = await lobby();
    await expect(order({ action: 'ping' })).resolves.toMatchObject({ code: 'unknown_action' });
  });
});

describe('a banned user', () => {
  it('is rejected at $connect with 403, and one with too many connections with 429', async () => {
    const { order, connect } = await lobby();
    await order({ action: 'ban', userId: 'ada' });
    await expect(connect(ada, 'again')).rejects.toThrow('$connect returned 403');
    for (const id of ['r2', 'r3', 'r4', 'r5']) await connect(root, id);
    await expect(connect(root, 'r6')).rejects.toThrow('$connect returned 429');
  });
});

describe('a flood', () => {
  it('gets rate_limited and the time to wait', async () => {
    const { say, handlers } = await lobby();
    const send = () =>
      say(handlers.sendMessage, ada, 'a', { action: 'sendMessage', text: 'x', requestId: 'q' });
    for (let count = 0; count < 10; count += 1) await send();
    await expect(send()).resolves.toMatchObject({
      type: 'error',
      code: 'rate_limited',
      retryable: true,
      // Of the eleven attempts, two must have left the window, which the oldest bucket leaves evenly.
      retryAfterMs: 10_182,
      requestId: 'q',
    });
  });
});
