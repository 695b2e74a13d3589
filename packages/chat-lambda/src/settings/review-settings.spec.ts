import { describe, expect, it } from '@jest/globals';

import { Environment } from './environment.js';
import { reviewSettings } from './review-settings.js';

const read = (variables: Readonly<Record<string, string>>) => reviewSettings(new Environment(variables));
const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:word-list';

describe('the review of messages', () => {
  it('is off by default', () => {
    expect(read({ CHAT_REVIEW_FUNCTION_ARN: '' })).toEqual({ reviewFunction: undefined, reviewRequired: [] });
  });

  it('is a function, which some kinds of rooms require', () => {
    const variables = { CHAT_REVIEW_FUNCTION_ARN: `${arn}:live`, CHAT_REVIEW_REQUIRED: 'lobby, public' };
    expect(read(variables)).toEqual({
      reviewFunction: `${arn}:live`,
      reviewRequired: ['lobby', 'public'],
    });
  });

  it.each([
    [
      { CHAT_REVIEW_FUNCTION_ARN: 'word-list' },
      'CHAT_REVIEW_FUNCTION_ARN is not the whole ARN of a function',
    ],
    [{ CHAT_REVIEW_REQUIRED: 'lobby,tea' }, 'CHAT_REVIEW_REQUIRED takes lobby, public, private, direct'],
  ])('is never %j', (variables, message) => {
    expect(() => read(variables)).toThrow(message);
  });
});
