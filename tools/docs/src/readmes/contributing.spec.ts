import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** What the change touches, and what its test runs with; the packages are those of the workspace. */
const COPIED = ['jest.preset.mjs', 'package.json', 'tools/dev', 'tools/workspace/src/jest'];

/** The steps of the section in CONTRIBUTING.md: patches, and what is run after each. */
function steps(): readonly { readonly language: string; readonly text: string }[] {
  const page = readFileSync(join(workspaceRoot, 'CONTRIBUTING.md'), 'utf8');
  const [, section = ''] = /\n## A good first change\n(.*?)\n## /s.exec(page) ?? [];
  return [...section.matchAll(/^```(diff|sh)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

describe('a good first change', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'first-change-'));
    for (const path of COPIED) cpSync(join(workspaceRoot, path), join(folder, path), { recursive: true });
    symlinkSync(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is what CONTRIBUTING.md says: its test fails, and passes with the code', () => {
    const env = cleanEnvironment();
    const seen = steps().map(({ language, text }) => {
      if (language === 'diff') {
        execFileSync('git', ['apply', '-'], { cwd: folder, env, input: text });
        return 'changed';
      }
      const { status, stdout, stderr } = spawnSync('sh', ['-c', text], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      return status === 0 ? 'passed' : (/● .*/.exec(`${stdout}${stderr}`)?.[0] ?? stderr);
    });
    expect(seen).toEqual(['changed', '● a command of the terminal › shouts', 'changed', 'passed']);
  });
});
