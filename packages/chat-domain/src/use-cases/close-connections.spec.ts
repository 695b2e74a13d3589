import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../in-memory/index.js';

async function fixture() {
  const { chat, clock, connections, gateway } = inMemoryChat();
  await chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') });
  return { chat, clock, connections, gateway };
}

describe('closing a connection', () => {
  it.each([
    ['token_expired', true],
    ['maintenance', true],
    ['kicked', false],
    ['banned', false],
    ['flooding', false],
    ['replaced', false],
  ] as const)(
    'sends why (%s) and whether to reconnect (%s), then closes it and deletes its rows',
    async (reason, reconnect) => {
      const { chat, connections, gateway } = await fixture();
      await chat.closeConnections.execute(['a'], reason);
      expect(gateway.received('a')).toEqual([{ type: 'bye', reason, reconnect }]);
      expect(gateway.disconnected).toEqual(['a']);
      expect(await connections.find('a')).toBeNull();
    },
  );

  it('closes a connection that does not receive the bye', async () => {
    const { chat, clock, gateway } = await fixture();
    gateway.setHanging('a');
    const closing = chat.closeConnections.execute(['a'], 'kicked');
    await clock.elapse(10_000);
    await closing;
    expect(gateway.disconnected).toEqual(['a']);
  });

  it('closes those of a banned user within a second, whichever of them does not receive the bye', async () => {
    const { chat, clock, gateway } = await fixture();
    await chat.connect.execute({ connectionId: 'b', identity: identityOf('ada') });
    gateway.setHanging('a');
    const closing = chat.closeConnections.execute(['a', 'b'], 'banned', 'ada');
    await clock.elapse(1_000);
    await closing;
    expect(gateway.disconnected).toEqual(['a', 'b']);
  });

  it('succeeds with one that is gone already', async () => {
    const { chat, gateway } = await fixture();
    gateway.setGone('a');
    await expect(chat.closeConnections.execute(['a'], 'kicked')).resolves.toBeUndefined();
    await expect(chat.closeConnections.execute(['a'], 'kicked')).resolves.toBeUndefined();
  });
});
