import { describe, expect, it } from '@jest/globals';

import { Environment } from './environment.js';

describe('the environment', () => {
  it('refuses a name of our kind that is not a setting', () => {
    expect(() => new Environment({ CHAT_TABEL: 'x' })).toThrow('CHAT_TABEL is not a setting');
    expect(() => new Environment({ JWT_SECRETS: '' })).toThrow('JWT_SECRETS is not a setting');
    expect(new Environment({ PATH: '/', AWS_REGION: 'x' })).toBeDefined();
  });

  it('takes an empty variable for an absent one', () => {
    const environment = new Environment({ JWT_ISSUER: ' ', JWT_REQUIRE_EXP: '', CHAT_RETENTION_DAYS: '' });
    expect(environment.text('JWT_ISSUER')).toBeUndefined();
    expect(environment.flag('JWT_REQUIRE_EXP')).toBe(false);
    expect(environment.count('CHAT_RETENTION_DAYS', 1, 2)).toBeUndefined();
    expect(() => environment.required('CHAT_TABLE')).toThrow('CHAT_TABLE is missing');
  });

  it.each(['yes', '1', 'TRUE'])('takes true and false only, not %s', (value) => {
    expect(() => new Environment({ JWT_REQUIRE_EXP: value }).flag('JWT_REQUIRE_EXP')).toThrow(
      'JWT_REQUIRE_EXP is neither true nor false',
    );
  });

  it.each(['0', '11', '1.5', '1e1', 'NaN', '-1', '0x5'])(
    'takes whole numbers within bounds only, not %s',
    (value) => {
      const environment = new Environment({ CHAT_RETENTION_DAYS: value });
      expect(() => environment.count('CHAT_RETENTION_DAYS', 1, 10)).toThrow(
        'CHAT_RETENTION_DAYS is not a whole number from 1 to 10',
      );
    },
  );
});
