import { expect, it } from '@jest/globals';
import { codeBlocks } from '../markdown/code-blocks.js';
import { textOf } from './source-file.js';

/** A service that an end-to-end suite packages and runs. */
const SERVICE = 'apps/stack-e2e/src/outside-service/acme';
/** What a consumer of the published packages adds to it. */
const ROUTES = 'tools/publish/src/install/consumers/service';

const blocks = codeBlocks(textOf('packages/chat-lambda/README.md'));
const files = blocks.flatMap(({ code }) => {
  const [, name] = /^(?:\/\/|#) ([\w./-]+\.(?:ts|yml))\b/.exec(code) ?? [];
  return name === undefined ? [] : [{ name, code }];
});

it('the README of chat-lambda shows a whole service', () => {
  expect(files.map(({ name }) => name)).toEqual([
    'src/authorizer.ts',
    'src/connection.ts',
    'src/wave.ts',
    'src/chat.ts',
    'serverless.yml',
    'nod.yml',
  ]);
});

it.each(files)(
  '$name in the README of chat-lambda is the file that is packaged and run',
  ({ name, code }) => {
    expect(`${code}\n`).toBe(textOf(`${name === 'nod.yml' ? ROUTES : SERVICE}/${name}`));
  },
);

it('the function of its own route in the README of chat-lambda is one that is packaged and run', () => {
  const entry = blocks.find(({ code }) => code.startsWith('nod:'))?.code.split('\n') ?? ['none'];
  const routes = textOf(`${ROUTES}/routes.yml`).replace('- nod:', 'nod:').split('\n');
  expect(routes.map((line) => line.trim()).join('\n')).toContain(entry.map((line) => line.trim()).join('\n'));
});
