import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const VERSION = '987.6.5';
const packages = readdirSync(join(workspaceRoot, 'packages'));
let told = '';

/** What `nx release` would do, without doing it. */
beforeAll(async () => {
  const nx = join(workspaceRoot, 'node_modules/.bin/nx');
  const args = ['release', VERSION, '--dry-run', '--first-release', '--skip-publish', '--verbose'];
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    FORCE_COLOR: '0',
  };
  const options = { cwd: workspaceRoot, env, maxBuffer: 64 * 1_024 * 1_024 };
  const { stdout, stderr } = await promisify(execFile)(nx, args, options);
  told = stdout + stderr;
});

describe('a release', () => {
  it.each(packages)('gives %s the one version, and a changelog', (name) => {
    expect(told).toContain(`New version ${VERSION} written to manifest: packages/${name}/package.json`);
    expect(told).toContain(`packages/${name}/CHANGELOG.md`);
  });

  it('is one commit and one tag', () => {
    expect(told).toContain(`git commit --message chore(release): ${VERSION}`);
    expect(told).toContain(`git tag --annotate v${VERSION}`);
  });

  it('finds no private project that would be left behind at the version before', () => {
    const groups = ['apps', 'examples', 'tools'].flatMap((group) =>
      readdirSync(join(workspaceRoot, group)).map((name) => join(group, name)),
    );
    const pinned = groups.flatMap((project) => {
      const { dependencies = {} } = JSON.parse(
        readFileSync(join(workspaceRoot, project, 'package.json'), 'utf8'),
      );
      return packages.filter((name) => !['*', undefined].includes(dependencies[`@serverless-ws/${name}`]));
    });
    expect(pinned).toEqual([]);
  });
});
