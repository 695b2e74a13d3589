import { resolve } from 'node:path';

/** The folder of the whole workspace, absolute. */
export const workspaceRoot = resolve(import.meta.dirname, '../../..');
