import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { confirm } from './confirm.js';

function answering(text: string) {
  const terminal = { input: new PassThrough(), output: new PassThrough() };
  terminal.input.end(text);
  return terminal;
}

describe('a question before something is changed', () => {
  it('is answered by the name of the stage', async () => {
    const terminal = answering('prod\n');
    await expect(confirm('prod', terminal)).resolves.toBeUndefined();
    expect(String(terminal.output.read())).toBe('Type prod to go on: ');
  });

  it.each(['y\n', 'dev\n', '\n', ''])('is not answered by %j', async (text) => {
    await expect(confirm('prod', answering(text))).rejects.toThrow('nothing was changed');
  });
});
