import { describe, expect, it } from '@jest/globals';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { smokeTarget } from './smoke-options.js';

const url = 'wss://abc.execute-api.eu-central-1.amazonaws.com/prod';

describe('the target of a smoke test', () => {
  it('is an address and a token', () => {
    expect(smokeTarget([url, '--token', 'a.b.c'])).toEqual({ url, token: 'a.b.c' });
  });

  it('mints further tokens where the secret is given', () => {
    const target = smokeTarget([url, '--token', 'a.b.c', '--secret', 's'.repeat(32)]);

    expect(target.mint?.({ sub: '1' }).split('.')).toHaveLength(3);
  });

  it('is asked more than flood control would stand only where it has none', () => {
    expect(smokeTarget([url, '--token', 'a.b.c']).unlimited).toBeUndefined();
    expect(smokeTarget([url, '--token', 'a.b.c', '--unlimited']).unlimited).toBe(true);
  });

  it.each([
    [[], '"" is not the address of a WebSocket'],
    [['https://example.org', '--token', 'a.b.c'], '"https://example.org" is not the address of a WebSocket'],
    [[url], '--token is missing, or no JWT'],
    [[url, '--token', 'abc'], '--token is missing, or no JWT'],
    [[url, '--token', 'a.b.c', '--secret', ''], '--secret is empty'],
    [[url, '--token', 'a.b.c', '--secret', ' \n'], '--secret is empty'],
    [[url, '--tok', 'abc'], "Unknown option '--tok'"],
  ])('is refused in one line: %j', (argv, line) => {
    const read = () => smokeTarget(argv);

    expect(read).toThrow(CommandError);
    expect(read).toThrow(line);
  });
});
