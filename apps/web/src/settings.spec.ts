import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { fetchSettings, parseSettings } from './settings.js';

describe('the settings of the page', () => {
  it('say where the chat is', () => {
    expect(parseSettings({ webSocketUrl: 'wss://chat.example/prod' })).toEqual({
      webSocketUrl: 'wss://chat.example/prod',
    });
  });

  it('say where to sign in, on a development server', () => {
    const settings = { webSocketUrl: 'ws://127.0.0.1:3001/local', signInUrl: './token' };
    expect(parseSettings(settings)).toEqual(settings);
  });

  it('say with whom to sign in', () => {
    const oidc = { issuer: 'https://login.example', clientId: 'page' };
    expect(parseSettings({ webSocketUrl: 'wss://chat.example/prod', oidc }).oidc).toEqual(oidc);
  });

  it('say where links to files are signed, over https alone but on this machine', () => {
    for (const attachmentsUrl of ['https://files.example/', 'http://127.0.0.1:4000/']) {
      const settings = { webSocketUrl: 'wss://chat.example', attachmentsUrl };
      expect(parseSettings(settings)).toEqual(settings);
    }
    for (const attachmentsUrl of ['http://files.example/', 'javascript:alert(1)', 'https:///', 7])
      expect(() => parseSettings({ webSocketUrl: 'wss://chat.example', attachmentsUrl })).toThrow(
        /attachmentsUrl/,
      );
  });

  it.each([
    null,
    {},
    { webSocketUrl: 7 },
    { webSocketUrl: 'https://chat.example' },
    { webSocketUrl: 'wss://' },
  ])('are rejected without a valid address: %j', (value) => {
    expect(() => parseSettings(value)).toThrow(/webSocketUrl/);
  });
});

describe('fetching them', () => {
  afterEach(() => void jest.restoreAllMocks());

  it.each([
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['cannot be loaded now (config.json: 500)', () => Promise.resolve(new Response('', { status: 500 }))],
    ['config.json is no JSON', () => Promise.resolve(new Response('<!doctype html>'))],
    ['webSocketUrl', () => Promise.resolve(new Response('{}'))],
  ])('says in a sentence that what it needs %s', async (sentence, answer) => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(answer);
    await expect(fetchSettings()).rejects.toThrow(sentence);
  });

  it('gives them', async () => {
    const settings = { webSocketUrl: 'wss://chat.example/prod' };
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(settings)));
    await expect(fetchSettings()).resolves.toEqual(settings);
  });
});
