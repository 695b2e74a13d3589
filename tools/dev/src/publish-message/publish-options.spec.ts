import { describe, expect, it } from '@jest/globals';
import { publishOptions } from './publish-options.js';

const as = ['--as', 'orders:The orders'];

describe('the flags of npm run publish-message', () => {
  it('say who, where and what', () => {
    expect(publishOptions([...as, '--room', 'tea', '--id', 'o-1', 'Shipped: 2 cups'])).toEqual({
      message: {
        as: { id: 'orders', name: 'The orders' },
        room: 'tea',
        clientMessageId: 'o-1',
        text: 'Shipped: 2 cups',
      },
      functionName: undefined,
      region: undefined,
      url: 'ws://127.0.0.1:3001/dev',
    });
  });

  it('may name a user, and a function on AWS', () => {
    const argv = [...as, '--with', 'ada', '--function', 'chat-publish', '--region', 'eu-west-3', 'hi'];
    expect(publishOptions(argv)).toMatchObject({
      message: { with: 'ada', text: 'hi' },
      functionName: 'chat-publish',
      region: 'eu-west-3',
    });
  });

  it.each([
    [[], 'TEXT is missing: it comes last'],
    [as, 'TEXT is missing: it comes last'],
    [[...as, '--room'], 'TEXT is missing: it comes last'],
    [['hi'], '--as takes an id and a name: orders:Orders'],
    [['--as', 'orders', 'hi'], '--as takes an id and a name: orders:Orders'],
    [[...as, '--room', '', 'hi'], '--room is empty'],
    [[...as, '--rome', 'tea', 'hi'], "Unknown option '--rome'"],
  ])('are refused in one line: %j', (argv, message) => {
    expect(() => publishOptions(argv)).toThrow(message);
  });
});
