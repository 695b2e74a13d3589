import { createInterface } from 'node:readline';
import { PromptTerminal } from './prompt-terminal.js';
import type { StandardStreams } from './standard-streams.js';
import type { Terminal } from './terminal-chat.js';

/** A terminal with a prompt below what is printed; without one where input or output is a pipe or a file. */
export function openTerminal(streams: StandardStreams): Terminal {
  const { stdin, stdout } = streams;
  if (stdin.isTTY === true && stdout.isTTY === true) return new PromptTerminal(streams);
  const reader = createInterface({ input: stdin, terminal: false });
  // Requested at once: lines that come before the iteration begins are kept.
  const lines = reader[Symbol.asyncIterator]();
  return {
    lines: { [Symbol.asyncIterator]: () => lines },
    print: (line) => void stdout.write(`${line}\n`),
    close: () => reader.close(),
  };
}
