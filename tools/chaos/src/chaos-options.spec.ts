import { describe, expect, it } from '@jest/globals';
import { allowedOf, chaosOptions } from './chaos-options.js';

describe('the flags of a chaos run', () => {
  it('have defaults, and a seed that differs from run to run', () => {
    const { seed, ...rest } = chaosOptions([]);
    expect(rest).toEqual({
      clients: 50,
      client: 'protocol',
      messages: 5_000,
      duration: 100,
      inject: null,
      batches: false,
      results: null,
    });
    expect(seed).toBeGreaterThanOrEqual(0);
  });

  it('say what to do', () => {
    const argv = [
      '--clients',
      '5',
      '--messages=40',
      '--seed',
      '7',
      '--duration',
      '3',
      '--inject',
      'no-filler',
      '--batches',
    ];
    const options = {
      clients: 5,
      messages: 40,
      seed: 7,
      duration: 3,
      inject: 'no-filler',
      batches: true,
      results: 'a.json',
    };
    const client = 'chat-client';
    expect(chaosOptions([...argv, '--results', 'a.json', '--client', client])).toEqual({
      ...options,
      client,
    });
  });

  it('allow a client to send each message five times, and some more', () => {
    expect(allowedOf({ clients: 10, messages: 300 })).toBe(200);
  });

  it.each([['no-filler'], ['no-limits'], ['rows-stay']])('can inject the bug %s', (bug) => {
    expect(chaosOptions(['--inject', bug])).toMatchObject({ inject: bug });
  });

  it.each([
    ['--clients=0'],
    ['--client=other'],
    ['--messages=x'],
    ['--seed=-1'],
    ['--duration=1.5'],
    ['--inject=constructor'],
    ['--speed=2'],
  ])('are refused: %s', (flag) => {
    expect(() => chaosOptions([flag])).toThrow(flag.slice(0, flag.indexOf('=')));
  });
});
