import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** All that decides about a commit and a push, as it stands in the work tree. */
const POLICY = [
  '.gitignore',
  '.husky/commit-msg',
  '.husky/pre-push',
  'jest.preset.mjs',
  'nx.json',
  'package.json',
  'tsconfig.base.json',
  'tools/workspace/src/coverage-report',
  'tools/workspace/src/git-hooks',
  'tools/workspace/src/jest',
  'tools/workspace/src/nx-plugin',
  'tools/workspace/src/projects',
];

/** What came of a commit or a push, and all that was printed. */
export interface HookVerdict {
  readonly accepted: boolean;
  readonly output: string;
}

/** A repository with this workspace's hooks, one tiny package, and a bare repository to push to. */
export class PracticeRepository {
  readonly #folder = mkdtempSync(join(tmpdir(), 'git-hooks-'));
  readonly #work = join(this.#folder, 'work');

  constructor() {
    for (const path of POLICY) cpSync(join(workspaceRoot, path), join(this.#work, path), { recursive: true });
    symlinkSync(join(workspaceRoot, 'node_modules'), join(this.#work, 'node_modules'));
    this.#run('git', 'init', '--quiet', '--bare', '-b', 'main', '../remote.git');
    this.#run('git', 'init', '--quiet', '-b', 'main');
    this.#run('git', 'remote', 'add', 'origin', '../remote.git');
    writeFileSync(join(this.#work, '.git/info/exclude'), 'node_modules\n');
    this.write(
      'packages/probe/package.json',
      '{ "name": "probe", "type": "module", "nx": { "name": "probe" } }',
    );
    this.write(
      'packages/probe/jest.config.mjs',
      "import { preset } from '../../jest.preset.mjs';\nexport default preset(import.meta.dirname);\n",
    );
    this.#run(join(workspaceRoot, 'node_modules/.bin/husky'));
  }

  /** Puts a file in place. */
  write(path: string, text: string): void {
    mkdirSync(join(this.#work, path, '..'), { recursive: true });
    writeFileSync(join(this.#work, path), text);
  }

  /** Commits everything. */
  commit(message: string): HookVerdict {
    this.#run('git', 'add', '-A');
    const author = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    const { status, output } = this.#attempt('git', ...author, 'commit', '--quiet', '-m', message);
    return { accepted: status === 0, output };
  }

  /** Commits everything and pushes it. */
  push(): HookVerdict {
    const { accepted, output: complaint } = this.commit('test: try');
    if (!accepted) throw new Error(complaint);
    const { status, output } = this.#attempt('git', 'push', 'origin', 'main');
    return { accepted: status === 0, output };
  }

  /** The commit that the bare repository has as `main`; empty before the first accepted push. */
  pushed(): string {
    return this.#attempt(
      'git',
      '--git-dir=../remote.git',
      'rev-parse',
      '--verify',
      '--quiet',
      'main',
    ).output.trim();
  }

  /** The last commit. */
  committed(): string {
    return this.#attempt('git', 'rev-parse', 'HEAD').output.trim();
  }

  /** Takes it all away. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(command: string, ...args: readonly string[]): void {
    const { status, output } = this.#attempt(command, ...args);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${output}`);
  }

  #attempt(command: string, ...args: readonly string[]) {
    const env = cleanEnvironment({ NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' });
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: this.#work, env, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  }
}
