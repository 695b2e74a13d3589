// Lints files that are not there: JSON `[{path, text}]` on standard input, JSON `[[{line, rule, message}, …], …]` on
// standard output, one list for each file. `lint-planted.ts` starts it.
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { Objection, Planted } from './lint-planted.js';

// Without a graph the import rule would warn and let everything pass.
await createProjectGraphAsync({ exitOnError: true });
const eslint = new ESLint({ cwd: workspaceRoot });
const answers: Objection[][] = [];
for (const { path, text: code } of JSON.parse(await text(process.stdin)) as readonly Planted[]) {
  const [result] = await eslint.lintText(code, { filePath: join(workspaceRoot, path) });
  answers.push(
    (result?.messages ?? []).map(({ line, ruleId, message }) => ({ line, rule: ruleId, message })),
  );
}
process.stdout.write(JSON.stringify(answers));
