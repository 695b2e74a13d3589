// What npm would publish, checked before it is published: files, exports, types, metadata, and whether the public
// surface is the one that was reviewed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkReports } from '../api-report/report-files.js';
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { ACCEPTED_EXCEPTIONS } from './accepted-exceptions.js';
import { checkDeclarations } from './check-declarations.js';
import { checkExports, checkTypes } from './check-exports.js';
import { checkFiles } from './check-files.js';
import { checkManifest } from './check-manifest.js';
import { checkReadme } from './check-readme.js';
import { pack, type PackedPackage } from './packed-package.js';

await runCommand('verify-package', null, async () => {
  const flags = readFlags(process.argv.slice(2), { package: 'string' });
  if (typeof flags['package'] !== 'string') throw new CommandError('--package FOLDER is missing');
  const target = mkdtempSync(join(tmpdir(), 'verify-package-'));
  try {
    const packed = pack(resolve(flags['package']), target);
    const { name, dependencies } = packed.manifest;
    leaveSize(packed);
    const readme = readFileSync(join(packed.root, 'README.md'), 'utf8');
    const findings = [
      ...checkManifest(packed.manifest),
      ...checkFiles(packed.files),
      ...checkReadme(name, readme, dependencies),
      ...(await checkExports(packed)),
      ...checkTypes(packed),
      ...checkDeclarations(packed.root),
      ...checkReports(packed.root),
    ].filter((finding) => !ACCEPTED_EXCEPTIONS.some((exception) => exception.finding.test(finding)));
    for (const finding of findings) console.error(`${packed.manifest.name}: ${finding}`);
    if (findings.length > 0) throw new CommandError(`${findings.length} findings`, 1);
    console.log(
      `${packed.manifest.name}: ${packed.files.length} files, ${(packed.size / 1_024).toFixed(1)} KB packed`,
    );
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
});

/** The pages tell the size: `nx verify-package docs` compares. */
function leaveSize({ root, size }: PackedPackage): void {
  mkdirSync(join(root, 'coverage'), { recursive: true });
  writeFileSync(join(root, 'coverage', 'packed.json'), JSON.stringify({ size }));
}
