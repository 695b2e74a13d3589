import { expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '@serverless-ws/chat-domain/in-memory';

import { lazyPresenceOf } from './lazy-presence.js';

const ada = {
  ...{ connectionId: 'a', identity: identityOf('ada'), connectedAt: 0, expiresAt: 1, memberships: [] },
};

it('is nothing where hints are off', () => {
  const { chat } = inMemoryChat();
  expect(lazyPresenceOf({ ...chat.ports, settings: {} })).toBeUndefined();
  expect(lazyPresenceOf({ ...chat.ports, settings: { presenceHints: 0 } })).toBeUndefined();
});

it('is loaded when a user comes or goes; where it cannot be, that is logged and tried again', async () => {
  const { chat, logger } = inMemoryChat();
  const told: unknown[] = [];
  let loads = 0;
  const lazy = lazyPresenceOf({ ...chat.ports, settings: { presenceHints: 50 } }, async () => {
    loads += 1;
    if (loads === 1) throw new Error('too many open files');
    return {
      presenceOf: () => ({
        joined: async (...args) => void told.push(args),
        left: async (...args) => void told.push(args),
      }),
    };
  });
  await lazy?.joined(ada, 'tea');
  expect(logger.lines).toMatchObject([{ level: 'error', message: 'presence not loaded' }]);
  await lazy?.joined(ada, 'tea');
  await lazy?.left(ada, ['tea', 'lobby']);
  expect(told).toEqual([
    [ada, 'tea'],
    [ada, ['tea', 'lobby']],
  ]);
});
