import { expect, it } from '@jest/globals';

import { deliverySettings } from './delivery-settings.js';
import { Environment } from './environment.js';

it('has a default for everything', () => {
  expect(deliverySettings(new Environment({}))).toEqual({
    retention: 30 * 86_400_000,
    broadcastDeadline: 5_000,
    postTimeout: 2_000,
    postsPerSecond: undefined,
  });
});

it('comes from the environment', () => {
  const variables = {
    CHAT_RETENTION_DAYS: '1',
    CHAT_BROADCAST_DEADLINE_MS: '1000',
    CHAT_POST_TIMEOUT_MS: '500',
    CHAT_POSTS_PER_SECOND: '2000',
  };
  expect(deliverySettings(new Environment(variables))).toEqual({
    retention: 86_400_000,
    broadcastDeadline: 1_000,
    postTimeout: 500,
    postsPerSecond: 2_000,
  });
  expect(() => deliverySettings(new Environment({ CHAT_RETENTION_DAYS: '0' }))).toThrow(
    'CHAT_RETENTION_DAYS',
  );
});
