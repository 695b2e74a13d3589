import { describe, expect, it } from '@jest/globals';
import { banner, jsonLine } from './banner.js';

const shown = {
  url: 'ws://127.0.0.1:3001/dev',
  pageUrl: 'http://127.0.0.1:3000/',
  managementUrl: 'http://127.0.0.1:3001/dev',
  token: 'a.b.c',
};
const access = { ...shown, isSecretGiven: false };

describe('what npm start prints', () => {
  it('is lines to copy for a person', () => {
    expect(banner(access)).toContain('npx wscat -c ws://127.0.0.1:3001/dev -H "Authorization: a.b.c"\n');
    expect(banner(access)).toContain(': npm run -s token -- --sub 456 --name "Another User"\n');
    expect(banner(access)).toContain(': npm run chat -- --name Ada\n');
  });

  it('names what another terminal has to be told: a secret of one’s own, and another address', () => {
    const printed = banner({ ...access, url: 'ws://127.0.0.1:4000/prod', isSecretGiven: true });

    expect(printed).toContain(': JWT_SECRET=… npm run -s token -- --sub 456 --name "Another User"\n');
    expect(printed).toContain(': JWT_SECRET=… npm run chat -- --name Ada --url ws://127.0.0.1:4000/prod\n');
  });

  it('names the address for which a token is, where the secret is the run’s own', () => {
    const printed = banner({ ...access, url: 'ws://127.0.0.1:4000/dev' });

    expect(printed).toContain('--name "Another User" --url ws://127.0.0.1:4000/dev\n');
    expect(printed).toContain(': npm run chat -- --name Ada --url ws://127.0.0.1:4000/dev\n');
  });

  it('names no page where none is served', () => {
    const { pageUrl, ...others } = access;

    expect(banner(access)).toContain(`  Page        ${pageUrl}\n  Chat        `);
    expect(banner(others)).toMatch(/^\n {2}Chat {8}ws:/);
    expect(JSON.parse(jsonLine(others))).not.toHaveProperty('pageUrl');
  });

  it('is one line of JSON for a program', () => {
    expect(jsonLine(access)).not.toContain('\n');
    expect(JSON.parse(jsonLine(access))).toEqual(shown);
  });
});
