// `nx verify-package docs`: whether the table of packages in the README tells their packed sizes, which the target
// `verify-package` of each package has left in its folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { checkSize } from './check-size.js';

await runCommand('verify-package', null, () => {
  const readme = readFileSync(join(workspaceRoot, 'README.md'), 'utf8');
  const folders = readdirSync(join(workspaceRoot, 'packages')).map((name) => `packages/${name}`);
  const findings = folders.flatMap((folder) =>
    checkSize(folder, packedSize(folder), readme).map((finding) => `${folder}: ${finding}`),
  );
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) throw new CommandError(`${findings.length} findings`, 1);
  console.log(`README.md tells the packed sizes of ${folders.length} packages`);
});

function packedSize(folder: string): number {
  const { size } = JSON.parse(readFileSync(join(workspaceRoot, folder, 'coverage/packed.json'), 'utf8')) as {
    readonly size: number;
  };
  return size;
}
