import { describe, expect, it, jest } from '@jest/globals';
import { codeOf, CommandError, messageOf, readFlags, runCommand } from './command.js';

const options = { port: 'string', json: 'boolean' } as const;

describe('the flags of a command', () => {
  it('are read by name', () => {
    expect(readFlags(['--port', '3001', '--json'], options)).toEqual({ port: '3001', json: true });
    expect(readFlags(['--port=3001'], options)).toEqual({ port: '3001' });
    expect(readFlags([], options)).toEqual({});
  });

  it('take a value that begins with a dash, since no flag has one dash alone', () => {
    expect(readFlags(['--port', '-1', '--json'], options)).toEqual({ port: '-1', json: true });
  });

  it.each([
    ['a flag in the place of a value', ['--port', '--json'], /--port/],
    ['a dash before a word that belongs to no flag', ['--json', '-x'], /-x/],
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

  it('ends in one line, and with the code that fits, for what its user can change', async () => {
    const shown = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = process.exitCode;
    await runCommand('token', null, () => Promise.reject(new CommandError('--sub is missing')));
    const ended = process.exitCode;
    process.exitCode = before;

    expect(ended).toBe(2);
    expect(shown.mock.calls).toEqual([['token: --sub is missing']]);
    shown.mockRestore();
  });
});

describe('an error', () => {
  it.each([
    [Object.assign(new Error('taken'), { code: 'EADDRINUSE' }), 'taken', 'EADDRINUSE'],
    ['a string', 'a string', undefined],
    [null, 'null', undefined],
  ])('has a message and perhaps a code, whatever was thrown: %s', (error, message, code) => {
    expect([messageOf(error), codeOf(error)]).toEqual([message, code]);
  });
});
