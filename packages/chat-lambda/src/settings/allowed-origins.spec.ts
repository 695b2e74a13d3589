import { describe, expect, it } from '@jest/globals';

import { allowedOrigins } from './allowed-origins.js';
import { Environment } from './environment.js';

const read = (value?: string) => allowedOrigins(new Environment({ CHAT_ALLOWED_ORIGINS: value }));

describe('CHAT_ALLOWED_ORIGINS', () => {
  it('is any page when absent or empty', () => {
    expect([read(), read(''), read(' ')]).toEqual([undefined, undefined, undefined]);
  });

  it('lists origins', () => {
    expect(read('https://a.example, http://localhost:5173')).toEqual([
      'https://a.example',
      'http://localhost:5173',
    ]);
  });

  it.each([
    'a.example',
    'https://a.example/',
    'https://a.example/x',
    'https://A.example',
    'https://a.example:443',
    '*',
    'null',
    'https://*.example',
    'https://a.example,,',
  ])('does not take %s for an origin', (value) => {
    expect(() => read(value)).toThrow(/^CHAT_ALLOWED_ORIGINS /);
  });
});
