import { execFile } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { cleanEnvironment, toolCommand } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { ChangeEffects } from './change-effects.js';

const WORKSPACE_PAGES = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md'];
const PACKAGE_PAGES = ['packages/chat-jwt/README.md', 'packages/apigw-emulator/README.md'];
const BENCHMARK = 'tools/bench/src/machine.ts';
const JWT = 'packages/chat-jwt/src/jwks-keys.ts';
const STACK = 'serverless.yml';

let effects: Readonly<Record<string, ChangeEffects>>;
const projects = (file: string) => effects[file]?.projects ?? [];
const tasks = (file: string) => effects[file]?.tasks ?? [];

beforeAll(async () => {
  const options = {
    cwd: workspaceRoot,
    // Workers of plugins end where nothing reaches them within five seconds: too few beside other suites.
    env: cleanEnvironment({ NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' }),
    maxBuffer: 2 ** 26,
  };
  const answer = await new Promise<string>((resolve, reject) => {
    const program = toolCommand('workspace/src/affected/change-effects.ts');
    const child = execFile(process.execPath, program, options, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
    const targets = ['test', 'e2e', 'lint', 'typecheck', 'build'];
    const files = [...WORKSPACE_PAGES, ...PACKAGE_PAGES, BENCHMARK, JWT, STACK];
    child.stdin?.end(JSON.stringify({ targets, files }));
  });
  effects = JSON.parse(answer) as typeof effects;
});

describe('a change of a page', () => {
  it.each(WORKSPACE_PAGES)('of the workspace affects the project docs alone: %s', (page) => {
    expect(projects(page)).toEqual(['docs']);
  });

  it.each([...WORKSPACE_PAGES, ...PACKAGE_PAGES])('runs the checks of pages and nothing else: %s', (page) => {
    expect(tasks(page)).toEqual(['docs:test']);
  });
});

describe('a change of a benchmark', () => {
  it('affects no end-to-end suite', () => {
    expect(projects(BENCHMARK)).toEqual(['bench', 'docs']);
  });
});

describe('a change of chat-jwt', () => {
  it('affects it and what depends on it, and no other package', () => {
    expect(projects(JWT)).toEqual(
      expect.arrayContaining(['chat-jwt', 'ws-lambda', 'local-stack', 'chat-e2e']),
    );
    const packages = ['domain', 'protocol', 'dynamo', 'apigw', 'sqs', 'client'].map((name) => `chat-${name}`);
    const apart = [
      ...packages,
      'apigw-emulator',
      'web',
      'bot',
      'custom-adapter',
      'workspace',
      'packages-e2e',
    ];
    expect(projects(JWT).filter((name) => apart.includes(name))).toEqual([]);
  });

  it('runs their tests', () => {
    expect(tasks(JWT)).toEqual(expect.arrayContaining(['chat-jwt:test', 'chat-lambda:test', 'chat-e2e:e2e']));
    expect(tasks(JWT)).not.toContain('chat-dynamo:test');
  });
});

describe('a change of serverless.yml', () => {
  it('runs whatever starts the stack, or packages it', () => {
    const started = ['local-stack:test', 'chat-e2e:e2e', 'commands-e2e:e2e', 'stack-e2e:e2e'];

    expect(tasks(STACK)).toEqual(expect.arrayContaining(started));
  });
});
