import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../testing/index.js';

async function world() {
  const { chat, clock, connections, gateway } = inMemoryChat();
  await chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') });
  return { chat, clock, connections, gateway };
}

describe('dismissing a connection', () => {
  it.each([
    ['token_expired', true],
    ['maintenance', true],
    ['kicked', false],
    ['banned', false],
    ['flooding', false],
    ['replaced', false],
  ] as const)(
    'says why (%s) and whether to come back (%s), then ends and forgets it',
    async (reason, reconnect) => {
      const { chat, connections, gateway } = await world();
      await chat.dismiss.execute(['a'], reason);
      expect(gateway.received('a')).toEqual([{ type: 'bye', reason, reconnect }]);
      expect(gateway.disconnected).toEqual(['a']);
      expect(await connections.find('a')).toBeNull();
    },
  );

  it('ends a connection that does not hear the goodbye', async () => {
    const { chat, clock, gateway } = await world();
    gateway.setHanging('a');
    const dismissal = chat.dismiss.execute(['a'], 'kicked');
    await clock.elapse(10_000);
    await dismissal;
    expect(gateway.disconnected).toEqual(['a']);
  });

  it('is fine with one that is gone already', async () => {
    const { chat, gateway } = await world();
    gateway.setGone('a');
    await expect(chat.dismiss.execute(['a'], 'kicked')).resolves.toBeUndefined();
    await expect(chat.dismiss.execute(['a'], 'kicked')).resolves.toBeUndefined();
  });
});
