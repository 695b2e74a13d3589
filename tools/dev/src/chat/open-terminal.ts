import { createInterface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Terminal } from './terminal-chat.js';

/** The standard input and output of a program, or what stands in for them. */
export interface StandardStreams {
  readonly stdin: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY'>>;
  readonly stdout: NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY'>>;
}

/** A terminal with a prompt below what is printed; without one where input or output is a pipe or a file. */
export function openTerminal({ stdin, stdout }: StandardStreams): Terminal {
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  const reader = createInterface({ input: stdin, output: stdout, terminal: isInteractive, prompt: '> ' });
  // Asked for at once: lines that come before the iteration begins are kept.
  const lines = reader[Symbol.asyncIterator]();
  let isOpen = true;
  reader.once('close', () => (isOpen = false));
  const prompt = () => isInteractive && isOpen && reader.prompt(true);
  prompt();
  return {
    lines: { [Symbol.asyncIterator]: () => lines },
    print(line) {
      // Back to the first column, and the rest of the prompt's line away.
      stdout.write(isInteractive ? `\r\u001b[K${line}\n` : `${line}\n`);
      prompt();
    },
    close: () => reader.close(),
  };
}
