import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '@serverless-ws/chat-lambda/bundle';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { bundleChat, type Bundle } from '@serverless-ws/local-stack/bundles.js';
import { openPoll } from './own-action.js';

const INFRASTRUCTURE = 'node_modules/@serverless-ws/chat-lambda/infrastructure';
const ANNOUNCE = '- websocket: { route: announce, routeResponseSelectionExpression: $default }';

/**
 * The chat as it is deployed, except that `sendMessage` also serves an action of a team's own, and that what fails once is
 * a dead letter, after seconds and not minutes. Functions may take ten minutes, so that a busy machine fails no test.
 * @param folder - where its copy is written; the caller removes it
 * @returns the path of its `serverless.yml`
 */
export function rightsDeployment(folder: string): string {
  for (const name of ['serverless.yml', INFRASTRUCTURE])
    cpSync(join(workspaceRoot, name), join(folder, name), { recursive: true });
  const change = (name: string, changed: (text: string) => string) => {
    const file = join(folder, name);
    writeFileSync(file, changed(readFileSync(file, 'utf8')));
  };
  const own = ANNOUNCE.replace('announce', openPoll.name);
  change('serverless.yml', (text) =>
    text.replace(ANNOUNCE, `${ANNOUNCE}\n      ${own}`).replace(/timeout: \d+/g, 'timeout: 600'),
  );
  for (const name of ['queue.yml', 'busy-queue.yml', 'functions/publish.yml'])
    change(join(INFRASTRUCTURE, name), (text) =>
      text.replace(/maxReceiveCount: \d+/, 'maxReceiveCount: 1').replace('Timeout: 150', 'Timeout: 5'),
    );
  return join(folder, 'serverless.yml');
}

/** Its bundles. */
export const bundleRights: Bundle = async (outdir) => {
  await bundleChat(outdir);
  await bundleFunctions(outdir, [{ in: join(import.meta.dirname, 'send-message.ts'), out: 'send-message' }]);
};
