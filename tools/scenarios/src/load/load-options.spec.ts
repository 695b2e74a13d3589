import { describe, expect, it } from '@jest/globals';
import jsonwebtoken from 'jsonwebtoken';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { loadOptions } from './load-options.js';

const url = 'wss://abc.execute-api.eu-central-1.amazonaws.com/prod';
const secret = 's'.repeat(32);

describe('the options of a load', () => {
  it('are a hundred clients, ten messages a second and a minute, in a room of their own, unless said otherwise', () => {
    const { token, room, ...options } = loadOptions([url, '--secret', secret]);

    expect(options).toEqual({ url, clients: 100, rate: 10, minutes: 1, rooms: 1, json: null });
    expect(room).toMatch(/^load-[0-9a-f]{8}$/);
    expect(jsonwebtoken.verify(token(7), secret)).toMatchObject({ sub: 'load-7' });
  });

  it('may be one user, and parts of a minute', () => {
    const given = [
      url,
      '--token',
      'a.b.c',
      '--clients',
      '5',
      '--rate',
      '0.5',
      '--minutes',
      '0.1',
      '--room',
      'tea',
    ];

    expect(loadOptions(given)).toMatchObject({ clients: 5, rate: 0.5, minutes: 0.1, room: 'tea' });
    expect(loadOptions(given).token(1)).toBe('a.b.c');
  });

  it.each([
    [[], '"" is not the address of a WebSocket'],
    [['https://example.org', '--secret', secret], 'is not the address of a WebSocket'],
    [[url], 'one of --secret and --token is needed'],
    [[url, '--secret', secret, '--token', 'a.b.c'], 'one of --secret and --token is needed'],
    [[url, '--secret', ''], '--secret is empty'],
    [[url, '--token', 'abc'], '--token is no JWT'],
    [[url, '--secret', secret, '--clients', '0'], '--clients takes 1 to 100000, not "0"'],
    [[url, '--secret', secret, '--clients', '1.5'], '--clients takes 1 to 100000, not "1.5"'],
    [[url, '--secret', secret, '--rate', 'fast'], '--rate takes more than 0, up to 10000, not "fast"'],
    [[url, '--secret', secret, '--minutes', ''], '--minutes takes more than 0, up to 1440, not ""'],
    [[url, '--secret', secret, '--clients', '5', '--rooms', '6'], '--rooms takes 1 to 5, not "6"'],
    [[url, '--clint', '5'], "Unknown option '--clint'"],
  ])('are refused in one line: %j', (argv, line) => {
    const read = () => loadOptions(argv);

    expect(read).toThrow(CommandError);
    expect(read).toThrow(line);
  });
});
