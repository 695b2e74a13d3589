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
        readonly steps: readonly {
          readonly uses?: string;
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

it('packages are published with provenance', () => {
  const [, text = ''] = workflows.find(([name]) => name === 'release.yml') ?? [];
  const { publish }: Workflow['jobs'] = parse(text).jobs;
  expect(publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(publish?.steps.at(-1)?.env?.['NPM_CONFIG_PROVENANCE']).toBe('true');
});
