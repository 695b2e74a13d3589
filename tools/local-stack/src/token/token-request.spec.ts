import { describe, expect, it } from '@jest/globals';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { tokenRequest } from './token-request.js';

describe('a request for a token', () => {
  it('names a user, their roles and the life of the token', () => {
    const argv = ['--sub', '123', '--name', 'Dev User', '--roles', 'admin, editor', '--expires-in', '90m'];

    expect(tokenRequest(argv)).toEqual({
      sub: '123',
      name: 'Dev User',
      roles: ['admin', 'editor'],
      expiresIn: 5_400,
      url: 'ws://127.0.0.1:3001/dev',
    });
  });

  it('needs no more than the id: the name is the id, there are no roles, and it lasts for a working day', () => {
    const least = { sub: '123', name: '123', roles: [], expiresIn: 28_800 };

    expect(tokenRequest(['--sub', '123'])).toMatchObject(least);
  });

  it('may be for a token that never ends', () => {
    expect(tokenRequest(['--sub', '123', '--expires-in', 'never']).expiresIn).toBeNull();
  });

  it('may be for an npm start on another port', () => {
    expect(tokenRequest(['--sub', '1', '--url', 'ws://127.0.0.1:4000/dev']).url).toBe(
      'ws://127.0.0.1:4000/dev',
    );
  });

  it.each([
    [['--sub', '1', '--url', 'http://x'], '--url takes an address that begins with ws:// or wss://'],
    [[], '--sub is missing: the id of the user'],
    [['--sub', ' '], '--sub is empty'],
    [['--sub', 'ada\u3164'], '--sub takes ASCII, or letters and digits of one script in the form NFKC'],
    [['--sub', 'x'.repeat(129)], '--sub takes 128 characters at most, not 129'],
    [['--sub', '1', '--name', 'x'.repeat(129)], '--name takes 128 characters at most, not 129'],
    [['--sub', '1', '--roles', Array(33).fill('x').join()], '--roles takes 32 names at most, not 33'],
    [['--sub', '1', '--name', ''], '--name is empty'],
    [['--sub', '1', '--roles', 'a,,b'], '--roles takes names with commas between them, not "a,,b"'],
    [['--sub', '1', '--expires-in', 'soon'], '--expires-in takes 90s, 15m, 1h, 7d or never, not "soon"'],
    [['--sub', '1', '--expires-in', '0h'], '--expires-in takes 90s, 15m, 1h, 7d or never, not "0h"'],
    [['--sub', '1', '--role', 'admin'], "Unknown option '--role'"],
  ])('is refused in one line: %j', (argv, line) => {
    expect(() => tokenRequest(argv)).toThrow(new CommandError(line));
  });
});
