import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/**
 * The deployment with functions that may take ten minutes, so that a busy machine fails no test.
 * @param folder - where its copy is written; the caller removes it
 * @returns the path of its `serverless.yml`
 */
export function patientDeployment(folder: string): string {
  for (const name of ['serverless.yml', 'node_modules/@serverless-ws/chat-lambda/infrastructure'])
    cpSync(join(workspaceRoot, name), join(folder, name), { recursive: true });
  const file = join(folder, 'serverless.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/timeout: \d+/g, 'timeout: 600'));
  return file;
}
