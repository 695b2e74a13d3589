import { describe, expect, it } from '@jest/globals';
import { startClient } from '../testing/index.js';
import { members } from './members.js';

const ADA = { id: 'ada', name: 'Ada' };
const BOB = { id: 'bob', name: 'Bob' };

/** A client that watches who is in `tea`, where the server names Ada and Bob. */
async function watched() {
  const started = startClient();
  const { client, server, timers, connect } = started;
  let users = [ADA, BOB];
  const list = () => ({ room: 'tea', users, count: users.length, more: false, sentAt: timers.now() });
  server.answer = (frame) => (frame.action === 'who' ? { type: 'members', ...list() } : undefined);
  await connect();
  const view = members(client.room('tea'));
  view.subscribe(() => undefined);
  await timers.advance(0);
  const hint = (change: { joined?: (typeof ADA)[]; left?: (typeof ADA)[]; off?: true }) =>
    server.tell('tea', {
      type: 'presence',
      room: 'tea',
      joined: [],
      left: [],
      sentAt: timers.now(),
      ...change,
    });
  return {
    ...started,
    hint,
    names: () => view.current.users.map(({ name }) => name),
    serverNames: (next: (typeof ADA)[]) => void (users = next),
  };
}

describe('the members of a room', () => {
  it('still have a user who reconnects within 15 s of a leave', async () => {
    const { hint, names, timers } = await watched();
    hint({ left: [BOB] });
    await timers.advance(14_000);
    expect(names()).toEqual(['Ada', 'Bob']);
    hint({ joined: [BOB] });
    await timers.advance(20_000);
    expect(names()).toEqual(['Ada', 'Bob']);
  });

  it('lose a user 15 s after the hint of the leave', async () => {
    const { hint, names, timers } = await watched();
    hint({ left: [BOB] });
    await timers.advance(15_000);
    expect(names()).toEqual(['Ada']);
  });

  it('lose at once a user whom the server no longer names', async () => {
    const { names, serverNames, timers } = await watched();
    serverNames([ADA]);
    await timers.advance(75_000);
    expect(names()).toEqual(['Ada']);
  });

  it('are asked for again within 5 s of the end of hints, and of their return', async () => {
    const { hint, server, timers } = await watched();
    const asked = server.of('who').length;
    hint({ off: true });
    await timers.advance(0);
    expect(server.of('who')).toHaveLength(asked);
    await timers.advance(5_000);
    expect(server.of('who')).toHaveLength(asked + 1);
    hint({ joined: [BOB] });
    await timers.advance(5_000);
    expect(server.of('who')).toHaveLength(asked + 2);
  });
});
