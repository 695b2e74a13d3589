import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { asyncApiDocument } from './asyncapi-document.js';

const protocolFolder = join(workspaceRoot, 'packages/chat-protocol');

/** Where the document is kept: published with the package that it describes. */
export const asyncApiFile = join(protocolFolder, 'asyncapi.json');

/** What that file holds when nothing has drifted. */
export function asyncApiText(): Promise<string> {
  const protocol = readFileSync(join(protocolFolder, 'PROTOCOL.md'), 'utf8');
  return format(JSON.stringify(asyncApiDocument(protocol)), { parser: 'json', printWidth: 110 });
}
