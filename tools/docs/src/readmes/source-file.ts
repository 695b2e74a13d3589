import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** The text of a file, by its path from the workspace's root. */
export function textOf(path: string): string {
  return readFileSync(join(workspaceRoot, path), 'utf8');
}

/**
 * Loads a source file of a package that the package does not export: pages are held to what is inside, too.
 * @param path - from the workspace's root
 */
export function loadSource(path: string): Promise<unknown> {
  return import(join(workspaceRoot, path)) as Promise<unknown>;
}
