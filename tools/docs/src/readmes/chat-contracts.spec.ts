import { describe, expect, it } from '@jest/globals';
import { messageGatewayContract } from '@serverless-ws/chat-contracts';
import { codeBlocks } from '../markdown/code-blocks.js';
import { runBlock } from '../markdown/run-block.js';
import { textOf } from './source-file.js';

const path = 'packages/chat-contracts/README.md';
const [example] = codeBlocks(textOf(path)).filter(({ code }) => code.includes('eventStreamGateway'));
if (example === undefined) throw new Error('The README shows no gateway.');
const { code } = example;

/** What node:test says of the example. */
const run = async (text: string): Promise<string> => {
  const lines = await runBlock({ name: path, path, code: text, runs: true }).catch((error: Error) => [
    error.message,
  ]);
  return lines.join('\n');
};

describe('the gateway in the README of chat-contracts', () => {
  it('passes the contract', async () => {
    const said = await run(code);
    expect(said).toContain(`pass ${messageGatewayContract.length - 1}\n`);
    expect(said).toContain('fail 0\n');
    expect(said).toContain('skipped 1\n');
  });

  it('fails it when it loses a recipient whose stream is not open yet', async () => {
    const said = await run(code.replace('stream === undefined)', "typeof stream !== 'object')"));
    expect(said).toContain('deliver() must count a connection that is not open yet as failed');
    expect(said).toContain('fail 4\n');
  });
});
