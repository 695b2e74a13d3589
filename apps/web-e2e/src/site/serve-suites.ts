// What all suites of a run share: the built page, the bundles of the functions, and a browser. In a process of its own,
// which says in one line of JSON where they are, and takes them away when its input ends: also when Jest was killed.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '@serverless-ws/bundle/bundle.mjs';
import { buildPage } from '@serverless-ws/dev/web-server/build-page.js';
import { launchBrowser } from './launch-browser.js';
import type { SharedParts } from './shared-parts.js';

const ends: (() => Promise<void>)[] = [];
try {
  const browser = await launchBrowser();
  ends.push(() => browser.close());
  const bundles = await mkdtemp(join(tmpdir(), 'bundled-functions-'));
  ends.push(() => rm(bundles, { recursive: true, force: true }));
  await bundle({ outdir: bundles });
  const page = await buildPage(new AbortController().signal);
  ends.push(page.remove);
  const parts: SharedParts = { browser: browser.wsEndpoint(), page: page.folder, bundles };
  // Where Jest ended before: so does its end of the input.
  process.stdout.on('error', () => undefined);
  process.stdin.resume();
  const ended = once(process.stdin, 'end');
  console.log(JSON.stringify(parts));
  await ended;
} finally {
  for (const end of ends) await end();
}
