import { describe, expect, it } from '@jest/globals';

import { ada, root, fixture } from '../../test/fixture.js';

describe('sendMessage', () => {
  it('is acknowledged to the sender and reaches all members under the name of the token', async () => {
    const { handlers, gateway, connect, say } = fixture();
    await connect(ada, 'a');
    await connect(root, 'b');
    const frame = {
      action: 'sendMessage',
      text: 'hi',
      requestId: 'r1',
      clientMessageId: 'm1',
      sender: { id: 'root' },
    };
    const ack = await say(handlers.sendMessage, ada, 'a', frame);
    expect(ack).toMatchObject({
      type: 'ack',
      requestId: 'r1',
      clientMessageId: 'm1',
      room: 'lobby',
      seq: 1,
      duplicate: false,
    });
    for (const connection of ['a', 'b']) {
      expect(gateway.received(connection)).toMatchObject([
        { entries: [{ text: 'hi', sender: { id: 'ada', name: 'Ada' } }] },
      ]);
    }
  });

  it('is stored once, however often it is sent', async () => {
    const { handlers, connect, say } = fixture();
    await connect(ada, 'a');
    const frame = { action: 'sendMessage', text: 'hi', clientMessageId: 'm1' };
    const first = await say(handlers.sendMessage, ada, 'a', frame);
    const second = await say(handlers.sendMessage, ada, 'a', frame);
    expect(second).toEqual({ ...first, duplicate: true });
  });

  it('is refused in a room that the sender is not in', async () => {
    const { handlers, connect, say } = fixture();
    await connect(ada, 'a');
    const response = await say(handlers.sendMessage, ada, 'a', {
      action: 'sendMessage',
      room: 'tea',
      text: 'hi',
    });
    expect(response).toMatchObject({ type: 'error', code: 'not_joined', retryable: false });
  });
});

describe('announce', () => {
  it('is for admins', async () => {
    const { handlers, gateway, connect, say } = fixture();
    await connect(ada, 'a');
    await connect(root, 'b');
    const frame = { action: 'announce', text: 'tea', requestId: 'r1', roles: ['admin'] };
    await expect(say(handlers.sendMessage, ada, 'a', frame)).resolves.toMatchObject({
      code: 'forbidden',
      requestId: 'r1',
    });
    expect(gateway.received('b')).toEqual([]);
    await expect(say(handlers.sendMessage, root, 'b', frame)).resolves.toMatchObject({
      type: 'ack',
      room: 'lobby',
    });
    expect(gateway.received('a')).toMatchObject([{ entries: [{ kind: 'announcement', text: 'tea' }] }]);
  });
});

it('takes no other action', async () => {
  const { handlers, connect, say } = fixture();
  await connect(ada, 'a');
  await expect(say(handlers.sendMessage, ada, 'a', { action: 'ping' })).resolves.toMatchObject({
    code: 'unknown_action',
  });
});
