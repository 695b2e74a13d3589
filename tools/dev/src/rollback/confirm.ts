import { createInterface } from 'node:readline';
import { CommandError } from '@serverless-ws/command-line/command.js';

/** Where a question is asked, and its answer read. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks for a word before something is changed.
 * @throws CommandError for any other answer, and for none
 */
export async function confirm(word: string, { input, output }: Terminal): Promise<void> {
  output.write(`Type ${word} to go on: `);
  const lines = createInterface({ input });
  const answer = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  });
  lines.close();
  if (answer.trim() !== word) throw new CommandError('nothing was changed', 1);
}
