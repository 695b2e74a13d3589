import { describe, expect, it } from '@jest/globals';

import { Environment, type Variables } from './environment.js';
import { moderationSettings } from './moderation-settings.js';

const read = (variables: Variables) => moderationSettings(new Environment(variables));

describe('the settings of moderation', () => {
  it('limit nothing by default', () => {
    const nothing = {
      ...{ flood: undefined, frames: undefined, crowdedFrom: undefined },
      ...{ connectionsPerUser: undefined, auditRetention: undefined },
    };
    expect(read({})).toEqual(nothing);
    const off = { CHAT_FLOOD_MESSAGES: '0', CHAT_FRAMES_PER_MINUTE: '0', CHAT_CROWDED_FROM: '0' };
    expect(read({ ...off, CHAT_FLOOD_WINDOW_SECONDS: '5' })).toEqual(nothing);
  });

  it('come from the environment', () => {
    const variables = {
      CHAT_FLOOD_MESSAGES: '5',
      CHAT_FLOOD_WINDOW_SECONDS: '60',
      CHAT_FLOOD_HARD_LIMIT: '8',
      CHAT_FLOOD_POSTS: '9000',
      CHAT_FRAMES_PER_MINUTE: '600',
      CHAT_CROWDED_FROM: '500',
      CHAT_CONNECTIONS_PER_USER: '3',
      CHAT_AUDIT_RETENTION_DAYS: '2',
    };
    expect(read(variables)).toEqual({
      flood: { messages: 5, window: 60_000, hardLimit: 8, posts: 9_000 },
      frames: { frames: 600, hardLimit: 1_200 },
      crowdedFrom: 500,
      connectionsPerUser: 3,
      auditRetention: 172_800_000,
    });
  });

  it('end a connection at three times what is allowed, however much that is', () => {
    expect(read({ CHAT_FLOOD_MESSAGES: '10' }).flood).toEqual({
      messages: 10,
      window: 10_000,
      hardLimit: 30,
      posts: 60_000,
    });
    expect(read({ CHAT_FLOOD_MESSAGES: '10', CHAT_FLOOD_POSTS: '0' }).flood?.posts).toBeUndefined();
    expect(read({ CHAT_FLOOD_MESSAGES: '1000' }).flood).toMatchObject({ hardLimit: 3_000 });
  });

  it('make sense together', () => {
    expect(() => read({ CHAT_FLOOD_MESSAGES: '10', CHAT_FLOOD_HARD_LIMIT: '10' })).toThrow(
      'CHAT_FLOOD_HARD_LIMIT',
    );
    expect(() => read({ CHAT_FLOOD_MESSAGES: '100001' })).toThrow('CHAT_FLOOD_MESSAGES');
    expect(() => read({ CHAT_FRAMES_PER_MINUTE: '299' })).toThrow('CHAT_FRAMES_PER_MINUTE');
  });
});
