import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { connectionRepositoryContract } from '@serverless-ws/chat-contracts';

it('passes the contract with node:test, too', async () => {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const file = join(import.meta.dirname, 'contract.node-test.ts');
  const argv = ['--conditions=@serverless-ws/source', '--import', tsx, '--test', '--test-reporter=tap', file];
  const env = { PATH: process.env['PATH'] };
  const [code, output] = await new Promise<[unknown, string]>((resolve) =>
    execFile(process.execPath, argv, { env }, (error, stdout) => resolve([error?.code ?? 0, stdout])),
  );
  expect(output).toContain(`# pass ${connectionRepositoryContract.length}\n`);
  expect(output).toContain('# fail 0\n');
  expect(code).toBe(0);
});
