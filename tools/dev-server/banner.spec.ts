import { describe, expect, it } from '@jest/globals';
import { banner, jsonLine } from './banner.js';

const access = {
  url: 'ws://127.0.0.1:3001/dev',
  pageUrl: 'http://127.0.0.1:3000/',
  managementUrl: 'http://127.0.0.1:3001/dev',
  token: 'a.b.c',
};

describe('what npm start prints', () => {
  it('is a line to copy for a person', () => {
    expect(banner(access)).toContain('npx wscat -c ws://127.0.0.1:3001/dev -H "Authorization: a.b.c"\n');
  });

  it('is one line of JSON for a program', () => {
    expect(jsonLine(access)).not.toContain('\n');
    expect(JSON.parse(jsonLine(access))).toEqual(access);
  });
});
