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
  it('is addresses and lines to copy for a person, and no token', () => {
    const printed = banner(access);

    expect(printed).toContain(': npm run chat -- --name Ada\n');
    expect(printed).toContain(
      ' npx wscat -c ws://127.0.0.1:3001/dev -H "Authorization: $(npm run -s token -- --sub ada)"\n',
    );
    expect(printed).not.toContain(access.token);
  });

  it('names what another terminal has to be told: a secret of one’s own, and another address', () => {
    const printed = banner({ ...access, url: 'ws://127.0.0.1:4000/prod', isSecretGiven: true });

    expect(printed).toContain('$(JWT_SECRET=… npm run -s token -- --sub ada)"\n');
    expect(printed).toContain(': JWT_SECRET=… npm run chat -- --name Ada --url ws://127.0.0.1:4000/prod\n');
  });

  it('names the address for which a token is, where the secret is the run’s own', () => {
    const printed = banner({ ...access, url: 'ws://127.0.0.1:4000/dev' });

    expect(printed).toContain('--sub ada --url ws://127.0.0.1:4000/dev)"\n');
    expect(printed).toContain(': npm run chat -- --name Ada --url ws://127.0.0.1:4000/dev\n');
  });

  it('says where messages are kept', () => {
    expect(banner(access)).toContain('in memory; --data DIR keeps it\n');
    expect(banner({ ...access, dataDir: '/tmp/chat' })).toContain(' /tmp/chat\n');
  });

  it('names no page where none is served', () => {
    const { pageUrl, ...others } = access;

    expect(banner(access)).toContain(`  Page   ${pageUrl}\n  Chat   `);
    expect(banner(others)).toMatch(/^\n {2}Chat {3}ws:/);
    expect(JSON.parse(jsonLine(others))).not.toHaveProperty('pageUrl');
  });

  it('is one line of JSON for a program', () => {
    expect(jsonLine(access)).not.toContain('\n');
    expect(JSON.parse(jsonLine(access))).toEqual(shown);
  });
});
