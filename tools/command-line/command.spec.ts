import { describe, expect, it } from '@jest/globals';
import { CommandError, readFlags, runCommand } from './command.js';

const options = { port: 'string', json: 'boolean' } as const;

describe('the flags of a command', () => {
  it('are read by name', () => {
    expect(readFlags(['--port', '3001', '--json'], options)).toEqual({ port: '3001', json: true });
    expect(readFlags(['--port=3001'], options)).toEqual({ port: '3001' });
    expect(readFlags([], options)).toEqual({});
  });

  it.each([
    ['an unknown flag', ['--prot', '1'], /--prot/],
    ['a word that belongs to no flag', ['hello'], /hello/],
    ['a flag without its value', ['--port'], /--port/],
    ['a value for a switch', ['--json=yes'], /--json/],
    ['a flag given twice', ['--port', '1', '--port', '2'], /--port is given twice/],
  ])('are refused in one line: %s', (_, argv, line) => {
    const read = () => readFlags(argv, options);

    expect(read).toThrow(CommandError);
    expect(read).toThrow(line);
    expect(read).not.toThrow(/\n/);
  });
});

describe('a command', () => {
  it('lets a fault of its own show its stack', async () => {
    const fault = new TypeError('a bug');

    await expect(runCommand('token', null, () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
