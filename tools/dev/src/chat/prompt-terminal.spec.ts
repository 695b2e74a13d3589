import { afterEach, describe, expect, it } from '@jest/globals';
import { FakeScreen } from './fixtures/fake-screen.js';
import { openTerminal } from './open-terminal.js';
import type { Terminal } from './terminal-chat.js';

const opened: Terminal[] = [];
afterEach(() => opened.splice(0).forEach((terminal) => terminal.close()));

/** A terminal at which this was typed, below two messages. */
async function typed(text: string, columns: number, reflows = true) {
  const screen = new FakeScreen(columns, reflows);
  const terminal = openTerminal(screen);
  opened.push(terminal);
  terminal.print('one');
  terminal.print('two');
  screen.type(text);
  await new Promise((resolve) => setImmediate(resolve));
  return { screen, terminal };
}

const LINES = [
  ['a short line', 'hello'],
  ['a line of exactly one row', 'x'.repeat(38)],
  ['a line of several rows', 'abcdefghij'.repeat(45)],
  ['wide characters', '数値'.repeat(70)],
  ['emoji', '😀'.repeat(61)],
  ['wide characters that leave a cell free at the edge', `x${'한글'.repeat(50)}`],
] as const;

describe('a message that arrives while one types', () => {
  const cases = [40, 80, 200].flatMap((columns) =>
    LINES.map(([name, text]) => [name, columns, text] as const),
  );

  it.each(cases)('stays above %s at %i columns', async (_, columns, text) => {
    const { screen, terminal } = await typed(text, columns);
    terminal.print('three');
    terminal.print('four');
    expect(screen.lines).toEqual(['one', 'two', 'three', 'four', `> ${text}`]);
  });

  it('may itself be longer than a row', async () => {
    const { screen, terminal } = await typed('y'.repeat(100), 40);
    const long = 'message '.repeat(20).trim();
    terminal.print(long);
    expect(screen.lines).toEqual(['one', 'two', long, `> ${'y'.repeat(100)}`]);
  });

  it('leaves the cursor where it was in the line', async () => {
    const text = 'z'.repeat(100);
    const { screen, terminal } = await typed(`${text}${'\u001b[D'.repeat(90)}`, 40);
    terminal.print('three');
    screen.type('!');
    await new Promise((resolve) => setImmediate(resolve));
    terminal.print('four');
    const line = `${'z'.repeat(10)}!${'z'.repeat(90)}`;
    expect(screen.lines).toEqual(['one', 'two', 'three', 'four', `> ${line}`]);
  });

  it('stays when a long line was pasted at once', async () => {
    const { screen, terminal } = await typed('', 40);
    screen.stdin.write('p'.repeat(150));
    await new Promise((resolve) => setImmediate(resolve));
    terminal.print('three');
    terminal.print('four');
    expect(screen.lines).toEqual(['one', 'two', 'three', 'four', `> ${'p'.repeat(150)}`]);
  });

  it('stays when the terminal was closed meanwhile', async () => {
    const { screen, terminal } = await typed('y'.repeat(100), 40);
    terminal.close();
    terminal.print('three');
    terminal.print('four');
    expect(screen.lines).toEqual(['one', 'two', 'three', 'four', '']);
  });
});

describe('a line that is entered', () => {
  const cases = [40, 200].flatMap((columns) => LINES.map(([name, text]) => [name, columns, text] as const));

  it.each(cases)('is shown once, as it is printed: %s at %i columns', async (_, columns, text) => {
    const { screen, terminal } = await typed(`${text}\r`, columns);
    const { value } = await terminal.lines[Symbol.asyncIterator]().next();
    expect(value).toBe(text);
    terminal.print(`Ada: ${text}`);
    screen.type('next');
    await new Promise((resolve) => setImmediate(resolve));
    expect(screen.lines).toEqual(['one', 'two', `Ada: ${text}`, '> next']);
  });
});

describe('a terminal that is resized while one types', () => {
  it.each([
    ['wider', 40, 200],
    ['narrower', 200, 40],
  ])('keeps what is above, and later messages: %s', async (_, before, after) => {
    for (const reflows of [true, false]) {
      const text = 'abcdefghij'.repeat(30);
      const { screen, terminal } = await typed(text, before, reflows);
      screen.resize(after);
      terminal.print('three');
      screen.resize(before);
      terminal.print('four');
      expect(screen.rows.slice(0, 2)).toEqual(['one', 'two']);
      expect(screen.rows.join('')).toMatch(/three.*four/);
      expect(screen.lines.at(-1)).toMatch(new RegExp(`> ${text}$`));
    }
  });
});

describe('a terminal at which one types', () => {
  it('tells what stands in the line after each change, and nothing of what was entered', async () => {
    const { screen, terminal } = await typed('', 40);
    const lines: string[] = [];
    terminal.onTyping?.((line) => lines.push(line));
    for (const key of ['h', 'i', '\u007f', '\r', 'a']) {
      screen.type(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(lines).toEqual(['h', 'hi', 'h', 'a']);
    terminal.close();
    screen.type('b');
    await new Promise((resolve) => setImmediate(resolve));
    expect(lines).toHaveLength(4);
  });
});
