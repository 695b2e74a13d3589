import { describe, expect, it } from '@jest/globals';
import jsonwebtoken from 'jsonwebtoken';
import { chatOptions } from './chat-options.js';

const secret = 'a secret of at least thirty-two bytes';
const secretOf = () => secret;

describe('the flags of npm run chat', () => {
  it('need no more than a name', () => {
    const { url, room, token } = chatOptions(['--name', 'Ada Lovelace'], secretOf);
    expect({ url, room }).toEqual({ url: 'ws://127.0.0.1:3001/dev', room: 'lobby' });
    const claims = jsonwebtoken.verify(token(), secret);
    expect(claims).toMatchObject({ sub: 'ada lovelace', name: 'Ada Lovelace', roles: [] });
  });

  it('make an id of ASCII of a name that can be none', () => {
    const { token } = chatOptions(['--name', 'Zoe\u0308 🎉'], secretOf);
    expect(jsonwebtoken.verify(token(), secret)).toMatchObject({ sub: 'zo%C3%AB%20%F0%9F%8E%89' });
  });

  it('take any server, room and token', () => {
    const argv = ['--url', 'wss://chat.example.com/prod', '--room', 'tea', '--token', 'a.b.c'];
    const { url, room, token } = chatOptions(argv, secretOf);
    expect([url, room, token()]).toEqual(['wss://chat.example.com/prod', 'tea', 'a.b.c']);
  });

  it('ask for the secret of the chat at each token, as it is another once the server was started anew', () => {
    const secrets = [secret, secret, 'another secret of thirty-two bytes'];
    const asked: string[] = [];
    const { token } = chatOptions(['--name', 'Ada'], (url) => {
      asked.push(url);
      return secrets[asked.length - 1] ?? '';
    });
    jsonwebtoken.verify(token(), secret);
    jsonwebtoken.verify(token(), 'another secret of thirty-two bytes');

    expect(new Set(asked)).toEqual(new Set(['ws://127.0.0.1:3001/dev']));
  });

  it('tell a chat on this machine from one elsewhere', () => {
    const isLocal = (url: string) => chatOptions(['--name', 'Ada', '--url', url], secretOf).isLocal;
    expect(chatOptions(['--name', 'Ada'], secretOf).isLocal).toBe(true);
    expect(['ws://localhost:4000/dev', 'ws://[::1]'].map(isLocal)).toEqual([true, true]);
    expect(['wss://chat.example.com', 'ws://localhost.example.com'].map(isLocal)).toEqual([false, false]);
  });

  it.each([
    [[], '--name is missing: who you are, as in npm run chat -- --name Ada'],
    [['--name', ' '], '--name is missing: who you are, as in npm run chat -- --name Ada'],
    [['--name', 'Ada', '--url', 'http://x'], '--url takes an address that begins with ws:// or wss://'],
    [['--name', 'Ada', '--url', 'ws://a:99999'], '--url takes an address'],
    [['--name', 'Ada', '--room', 'a b'], '--room takes 1 to 64 letters, digits, dots, dashes or underscores'],
    [['--name', 'Ada', '--room', '-x'], 'dashes or underscores, the first of them a letter or digit'],
    [['--name', 'Ada', '--room='], '--room takes 1 to 64 letters'],
    [['--name', 'x'.repeat(129)], '--name takes 128 characters at most, not 129'],
    [['--nick', 'Ada'], "Unknown option '--nick'"],
  ])('are refused in one line: %j', (argv, message) => {
    expect(() => chatOptions(argv, secretOf)).toThrow(message);
  });
});
