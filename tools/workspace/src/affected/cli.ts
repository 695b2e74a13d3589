// `npm run affected -- -t TARGET … [options of nx affected]`, `npm run affected:test`: runs targets for what changed,
// whatever there is to compare with. `--base` and `NX_BASE` have the first word, unless that commit is not there, as
// after a forced push.
import { runNx } from '../projects/nx.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { affectedBase } from './affected-base.js';
import { gitIn } from './git.js';

const options = process.argv.slice(2);
const git = gitIn(workspaceRoot);
const wished = process.env['NX_BASE'];
const chosen =
  options.some((option) => /^--base(=|$)/.test(option)) ||
  (wished !== undefined && git('rev-parse', '--verify', '--quiet', `${wished}^{commit}`) !== null);
const base = chosen ? null : affectedBase(git);
const scope =
  base === 'everything' ? ['run-many'] : ['affected', ...(base === null ? [] : [`--base=${base.since}`])];
process.exitCode = runNx(workspaceRoot, [...scope, '--output-style=static', ...options]);
