import { describe, expect, it } from '@jest/globals';

import { apiIdOf } from './api-id.js';
import { Environment } from './environment.js';

describe('the id of the API', () => {
  it('is taken as API Gateway gives it', () => {
    expect(apiIdOf(new Environment({ CHAT_API_ID: 'abcdef1234' }))).toBe('abcdef1234');
  });

  it.each([
    [undefined, 'is missing'],
    ['', 'is missing'],
    ['https://abcdef1234.execute-api.eu-central-1.amazonaws.com', 'is not the id of an API'],
    ['*', 'is not the id of an API'],
  ])('is not %j', (value, problem) => {
    const environment = new Environment({ CHAT_API_ID: value });
    expect(() => apiIdOf(environment)).toThrow(`CHAT_API_ID ${problem}`);
  });
});
