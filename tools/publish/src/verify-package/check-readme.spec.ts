import { describe, expect, it } from '@jest/globals';
import { checkReadme } from './check-readme.js';

const complete = [
  '# @serverless-ws/x',
  '```sh\nnpm install @serverless-ws/x\n```',
  '```ts\nx();\n```',
  '| export | what it does |\n| ------ | ------------ |',
].join('\n\n');

describe('a README', () => {
  it('is fine when it has all that a reader looks for', () => {
    expect(checkReadme('@serverless-ws/x', complete)).toEqual([]);
    for (const flag of ['-D', '--save-dev']) {
      expect(checkReadme('@serverless-ws/x', complete.replace('install', `install ${flag}`))).toEqual([]);
    }
  });

  it('may have its example with elements', () => {
    expect(checkReadme('@serverless-ws/x', complete.replace('```ts', '```tsx'))).toEqual([]);
  });

  it.each([
    ['its name as the title', '# @serverless-ws/x', '# X'],
    ['how to install it', 'npm install', 'npm i'],
    ['an example', '```ts', '```'],
    ['a table of what it offers', '| -', '|  '],
  ])('is not without %s', (what, there, changed) => {
    expect(checkReadme('@serverless-ws/x', complete.replace(there, changed))).toEqual([
      `README.md lacks ${what}`,
    ]);
  });

  it('of an adapter of AWS says which permissions it needs', () => {
    const aws = { '@aws-sdk/client-sqs': '3.0.0' };
    expect(checkReadme('@serverless-ws/x', complete, aws)).toEqual([
      'README.md lacks the permissions it needs',
    ]);
    expect(checkReadme('@serverless-ws/x', `${complete}\n## Permissions\n`, aws)).toEqual([]);
    expect(checkReadme('@serverless-ws/x', `${complete}\n**Permissions.** None.\n`, aws)).toEqual([]);
  });
});
