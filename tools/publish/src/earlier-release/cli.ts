// `npm run earlier-release -- COMMIT`: bundles chat-client and chat-dynamo as they were at a commit, for the tests that run
// an earlier release beside today's: its client on today's server, and its adapters on rows that today's code has written.
// The bundles are committed, because a clone may be shallow.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CommandError, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const USAGE = 'npm run earlier-release -- COMMIT    bundles what tests run of an earlier release';

/** What is bundled, and where to. Vendors' packages stay those of today. */
const BUNDLES = [
  {
    package: 'chat-client',
    names: 'ChatClient',
    platform: 'browser',
    outfile: 'apps/packages-e2e/src/earlier-release/chat-client.mjs',
  },
  {
    package: 'chat-dynamo',
    names: 'DynamoConnectionRepository, DynamoMessageRepository, DynamoModerationStateRepository',
    platform: 'node',
    outfile: 'packages/chat-dynamo/test/earlier-release/chat-dynamo.mjs',
  },
] as const;

await runCommand('earlier-release', USAGE, async () => {
  const [commit] = process.argv.slice(2);
  if (commit === undefined) throw new CommandError('which commit?');
  const folder = await mkdtemp(join(tmpdir(), 'earlier-'));
  try {
    await checkOut(commit, folder);
    for (const bundle of BUNDLES) await bundleOf(bundle, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The packages of a commit, which import each other, and vendors' from here. */
async function checkOut(commit: string, folder: string): Promise<void> {
  const tar = execFileSync('git', ['archive', commit, 'packages', 'tsconfig.base.json'], {
    cwd: workspaceRoot,
    maxBuffer: 1 << 28,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: tar });
  const scope = join(folder, 'node_modules/@serverless-ws');
  await mkdir(scope, { recursive: true });
  for (const name of ['chat-client', 'chat-domain', 'chat-dynamo', 'chat-protocol'])
    await symlink(join(folder, 'packages', name), join(scope, name));
  await symlink(join(workspaceRoot, 'node_modules/valibot'), join(folder, 'node_modules/valibot'));
}

async function bundleOf(
  { package: name, names, platform, outfile }: (typeof BUNDLES)[number],
  folder: string,
): Promise<void> {
  await build({
    stdin: { contents: `export { ${names} } from '@serverless-ws/${name}';`, resolveDir: folder },
    outfile: join(workspaceRoot, outfile),
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    platform,
    format: 'esm',
    target: 'node20',
    conditions: ['@serverless-ws/source'],
    external: ['@aws-sdk/*', '@smithy/*'],
    logLevel: 'error',
  });
}
