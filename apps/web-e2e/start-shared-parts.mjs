// Called by Jest before the first suite.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;

/**
 * Starts what all suites share: `SHARED_BROWSER`, `BUILT_PAGE` and `BUNDLED_FUNCTIONS` say to them where it is.
 */
export default async function startSharedParts() {
  const args = ['--conditions=@serverless-ws/source', '--import', 'tsx', 'src/site/serve-suites.ts'];
  // The page is built as for production, and the process must not see that it runs inside Jest.
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' };
  server = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname),
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    once(server, 'exit').then(([code]) => {
      throw new Error(`The browser, the page or the functions are not there: exit code ${code}.`);
    }),
  ]);
  const { browser, page, bundles } = JSON.parse(line);
  Object.assign(process.env, { SHARED_BROWSER: browser, BUILT_PAGE: page, BUNDLED_FUNCTIONS: bundles });
}

/** Ends it again. */
export async function endSharedParts() {
  if (server === undefined || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.stdin.end();
  await ended;
}
