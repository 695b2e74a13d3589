import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly needs?: string;
        readonly environment?: string;
        readonly steps: readonly {
          readonly uses?: string;
          readonly run?: string;
          readonly with?: Readonly<Record<string, unknown>>;
          readonly env?: Readonly<Record<string, string>>;
        }[];
      }
    >
  >;
}

const folder = join(workspaceRoot, '.github/workflows');
const workflows = readdirSync(folder).map((name): [string, string] => [
  name,
  readFileSync(join(folder, name), 'utf8'),
]);

describe.each(workflows)('the workflow %s', (_, text) => {
  const workflow: Workflow = parse(text);

  it('runs no action that can change under us: each is pinned by its commit, with the version beside it', () => {
    const actions = text.split('\n').filter((line) => /\buses:/.test(line));
    for (const action of actions) expect(action).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may read, and each job no more than it says', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });
});

describe('a release', () => {
  const [, text = ''] = workflows.find(([name]) => name === 'release.yml') ?? [];
  const { jobs }: Workflow = parse(text);
  const stepsOf = (name: string) => jobs[name]?.steps ?? [];
  const uses = (name: string, action: string) =>
    stepsOf(name).find((step) => step.uses?.startsWith(`${action}@`));
  /** Secrets, tokens and rights to write or sign. */
  const credentials = /secrets\b|github\.token|_TOKEN|"write"|write-all/;

  it('is built where there is no credential', () => {
    expect(jobs['build']?.permissions).toEqual({ contents: 'read' });
    expect(jobs['build']?.environment).toBeUndefined();
    expect(JSON.stringify(jobs['build'])).not.toMatch(credentials);
    expect(uses('build', 'actions/checkout')?.with?.['persist-credentials']).toBe(false);
  });

  it('publishes what was built, with provenance', () => {
    const handedOver = uses('build', 'actions/upload-artifact')?.with;
    expect(handedOver?.['if-no-files-found']).toBe('error');
    expect(jobs['publish']?.needs).toBe('build');
    expect(uses('publish', 'actions/download-artifact')?.with?.['name']).toBe(handedOver?.['name']);
    expect(stepsOf('publish').at(-1)?.run).toMatch(/npm publish "\$tarball" --provenance .*--ignore-scripts/);
  });

  it('runs nothing from the repository or a dependency beside a credential', () => {
    for (const [name, job] of Object.entries(jobs)) {
      if (!credentials.test(JSON.stringify(job))) continue;
      expect(uses(name, 'actions/checkout')).toBeUndefined();
      for (const { run = '' } of job.steps) {
        expect(run).not.toMatch(
          /\b(?:npx|nx|node|bash|sh)\b|npm (?:ci|i|install|run|test|exec|pack|start)\b/,
        );
      }
    }
  });

  it('gives each right to the one job that needs it', () => {
    const rights = Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]);
    expect(Object.fromEntries(rights)).toEqual({
      build: { contents: 'read' },
      publish: { 'id-token': 'write' },
      announce: { contents: 'write' },
    });
  });
});
