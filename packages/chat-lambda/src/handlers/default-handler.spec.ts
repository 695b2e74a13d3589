import { describe, expect, it } from '@jest/globals';

import { ada, fixture } from '../../test/fixture.js';

describe('ping', () => {
  it('gets its rooms with the head of each', async () => {
    const { handlers, connect, say } = fixture();
    await connect(ada, 'a');
    await say(handlers.sendMessage, ada, 'a', { action: 'sendMessage', text: 'hi' });
    const pong = await say(handlers.other, ada, 'a', { action: 'ping', requestId: 'r1' });
    const heads = { lobby: { epoch: expect.any(String), seq: 1 } };
    expect(pong).toEqual({ type: 'pong', requestId: 'r1', heads, rooms: ['lobby'] });
  });

  it('gets connection_gone where the connection is unknown', async () => {
    const { handlers, say } = fixture();
    await expect(say(handlers.other, ada, 'a', { action: 'ping' })).resolves.toMatchObject({
      code: 'connection_gone',
    });
  });
});

describe('a frame that no route takes', () => {
  it.each([
    ['not JSON', '{"action":', 'bad_request'],
    ['empty', '', 'bad_request'],
    ['no object', '["ping"]', 'bad_request'],
    ['without an action', { requestId: 'r1' }, 'bad_request'],
    ['of an unknown action', { action: 'shout' }, 'unknown_action'],
    ['of the prototype', { action: '__proto__' }, 'unknown_action'],
    ['that sets the prototype', '{"__proto__":{"action":"ping"}}', 'bad_request'],
    ['that belongs elsewhere', { action: 'sendMessage', text: 'hi' }, 'bad_request'],
  ])('%s: gets an error, and the connection stays open', async (_, frame, code) => {
    const { handlers, connect, say, connections, gateway } = fixture();
    await connect(ada, 'a');
    await expect(say(handlers.other, ada, 'a', frame)).resolves.toMatchObject({ type: 'error', code });
    await expect(connections.find('a')).resolves.not.toBeNull();
    expect(gateway.disconnected).toEqual([]);
  });
});
