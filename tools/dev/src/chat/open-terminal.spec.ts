import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { openTerminal } from './open-terminal.js';

/** Standard streams that a test writes to and reads from; a terminal, if told so. */
function streams(isTTY: boolean) {
  const stdin = Object.assign(new PassThrough(), isTTY && { isTTY, setRawMode: () => undefined });
  const stdout = Object.assign(new PassThrough(), isTTY && { isTTY, columns: 80, rows: 24 });
  let written = '';
  stdout.on('data', (data) => (written += String(data)));
  return { stdin, stdout, written: () => written };
}

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

describe('a terminal', () => {
  it('prints and reads plain lines where it is a pipe', async () => {
    const { stdin, stdout, written } = streams(false);
    const terminal = openTerminal({ stdin, stdout });
    stdin.end('one\ntwo');
    terminal.print('hello');
    await expect(all(terminal.lines)).resolves.toEqual(['one', 'two']);
    terminal.print('bye');
    expect(written()).toBe('hello\nbye\n');
  });

  it('keeps lines that come before they are read', async () => {
    const { stdin, stdout } = streams(false);
    const terminal = openTerminal({ stdin, stdout });
    stdin.write('one\ntwo\n');
    await new Promise((resolve) => setImmediate(resolve));
    terminal.close();
    await expect(all(terminal.lines)).resolves.toEqual(['one', 'two']);
  });

  it('has a prompt below what it prints where a person types', () => {
    const { stdin, stdout, written } = streams(true);
    const terminal = openTerminal({ stdin, stdout });
    terminal.print('hello');
    expect(written()).toContain('\r\u001b[Jhello\n');
    expect(written().lastIndexOf('> ')).toBeGreaterThan(written().indexOf('hello'));
    terminal.close();
    terminal.close();
    const before = written().length;
    terminal.print('late');
    expect(written().slice(before)).toBe('\r\u001b[Jlate\n');
  });
});
