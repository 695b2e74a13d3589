// `nx verify-package publish`: the declarations that the built packages import from others, as a consumer's compiler
// reads them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { checkImports } from '../verify-package/check-declarations.js';

await runCommand('verify-package', null, () => {
  const packages = join(workspaceRoot, 'packages');
  const roots = readdirSync(packages).map((name) => join(packages, name));
  const findings = checkImports(roots);
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) throw new CommandError(`${findings.length} findings`, 1);
  console.log(`what ${roots.length} packages import is sound without the DOM library`);
});
