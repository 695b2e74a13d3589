import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { Template } from '@serverless-ws/template/rules/template.js';
import { DEPLOYED } from './locked/deployed-values.js';
import { packagedFunction } from './locked/packaged-function.js';
import { packagedDev } from './packaged-dev.js';

/** Where nothing listens: every call to the table fails. */
const NOWHERE = 'http://127.0.0.1:1';

/** The lines that a function as it is uploaded logs of a frame for which the table cannot be reached. */
async function failedFrame(): Promise<readonly string[]> {
  const { resources: Resources } = await packagedDev.read();
  const template: Template = { Resources };
  const environment = { AWS_ENDPOINT_URL_DYNAMODB: NOWHERE, CHAT_CALLBACK_URL: `${NOWHERE}/dev` };
  const sendMessage = await packagedFunction(packagedDev.folder, template, 'sendMessage', environment);
  const identity = JSON.stringify({ userId: 'ada', name: 'Ada', roles: [], expiresAt: null });
  await sendMessage.invoke({
    headers: {},
    requestContext: {
      ...{ apiId: DEPLOYED['WebsocketsApi'], stage: 'dev', routeKey: 'sendMessage', eventType: 'MESSAGE' },
      ...{ connectionId: 'conn-1=', requestId: 'r1', authorizer: { principalId: 'ada', identity } },
    },
    body: JSON.stringify({ action: 'sendMessage', text: 'hi' }),
  });
  await sendMessage.stop();
  return sendMessage.lines;
}

/** A line of a source, from 1. */
function lineOf(file: string, line: number): string {
  return readFileSync(join(workspaceRoot, file), 'utf8').split('\n')[line - 1]?.trim() ?? '';
}

it('the stack of a packaged function is read by the source maps that lie beside its package', async () => {
  const log = (await failedFrame()).join('\n');
  expect(log).toMatch(/send-message\.mjs:\d+:\d+/);

  const maps = join(packagedDev.folder, 'source-maps');
  const { code, stdout } = await runTool('dev/src/stack-trace/cli.ts', ['--maps', maps], {}, `${log}\n`);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\S+ ERROR .*failed r1/m);
  expect(stdout).not.toMatch(/send-message\.mjs:\d+:\d+/);
  const [thrown = '', ...others] = [...stdout.matchAll(/ \((packages\/[^:)]+\.ts):(\d+):\d+\)/g)].map(
    ([, file = '', line]) => `${file}: ${lineOf(file, Number(line))}`,
  );
  expect(thrown).toMatch(/^packages\/chat-dynamo\/src\/.*new ChatError\('unavailable'/);
  const useCase = others.find((line) =>
    line.startsWith('packages/chat-domain/src/use-cases/send-message.ts: '),
  );
  expect(useCase).toContain('await post.execute(');
});

it('without source maps, says how they are made', async () => {
  const { code, stderr } = await runTool('dev/src/stack-trace/cli.ts', ['--maps', '/nowhere']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'stack-trace: there are no source maps in /nowhere: npm run package makes them\n',
  });
});
