// Packages the stage dev once for all suites of a run: five read the same package, and osls takes seconds for each.
import { execFile } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const workspaceRoot = join(import.meta.dirname, '../..');

/** What the tokens of the packaged stage are signed with. */
const JWT_SECRET = 'a secret of at least thirty-two bytes';

/**
 * Called by Jest before the first suite: `PACKAGED_DEV` names the folder to the suites, `PACKAGED_DEV_SECRET` the secret.
 * `BUNDLED_FUNCTIONS` names the bundles to all local stacks, so that they need not bundle.
 */
export default async function packageDev() {
  const folder = await mkdtemp(join(tmpdir(), 'packaged-dev-'));
  // Set first, so that the folder is removed when osls fails.
  Object.assign(process.env, { PACKAGED_DEV: folder, PACKAGED_DEV_SECRET: JWT_SECRET });
  const env = { ...process.env, AWS_REGION: 'eu-central-1', JWT_SECRET };
  // The framework must not see that it runs inside Jest.
  delete env.NODE_OPTIONS;
  delete env.NODE_ENV;
  const serverless = join(workspaceRoot, 'node_modules/osls/bin/serverless.js');
  await promisify(execFile)(
    process.execPath,
    [serverless, 'package', '--stage', 'dev', '--package', folder],
    {
      cwd: workspaceRoot,
      env,
    },
  );
  const functions = join(folder, 'functions');
  await cp(join(workspaceRoot, 'apps/ws-lambda/dist'), functions, { recursive: true });
  process.env.BUNDLED_FUNCTIONS = functions;
}
