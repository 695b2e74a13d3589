import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeBlocks } from './code-blocks.js';
import { unknownCommands } from './commands.js';
import { referencesIn } from './links.js';
import { pages } from './pages.js';

describe('the commands that a page shows', () => {
  it.each(pages())('exist: $path', ({ path, text }) => {
    const blocks = codeBlocks(text).filter(({ language }) => language === 'sh');
    const inline = referencesIn(text).codes.filter((code) => /\bnp[mx] /.test(code));
    const commands = [...blocks.map(({ code }) => code), ...inline];

    expect(commands.flatMap((command) => unknownCommands(command, dirname(path)))).toEqual([]);
  });

  it.each([
    ['npm run nothing', ['npm run nothing']],
    ['npm ci && npm run -s nothing', ['npm run -s nothing']],
    ['A="$(npm run -s token -- --subject 1)"', ['token --subject']],
    ['npm start -- --port 1 --web-prt 2', ['start --web-prt']],
    ['X=1 npm start -w @serverless-ws/nothing', ['npm start -w @serverless-ws/nothing']],
    ['npx nothing # npx nothing-else', ['npx nothing']],
    ['node tools/nothing.js', ['node tools/nothing.js']],
    ['> {"action":"npm"}', []],
    ['npm start -- --help', []],
  ])('are missed where they do not: %s', (code, unknown) => {
    expect(unknownCommands(code)).toEqual(unknown);
  });
});
