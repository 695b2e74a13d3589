import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { BlockProgram } from './compile-blocks.js';

/** Inside the workspace, where packages are found, and apart from its own files. */
const programs = join(workspaceRoot, 'node_modules/.cache/markdown');

/** What a block says that it prints: the comment behind each `console.log(…);`. Capital words stand for anything. */
export function promisedLines(code: string): readonly RegExp[] {
  return [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line = '']) => {
    const pattern = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\b[A-Z]{3,}\b/g, '.+');
    return new RegExp(`^${pattern}$`);
  });
}

/**
 * Runs a block as a program inside the workspace, on the packages' sources.
 * @returns the lines that it printed
 * @throws with what it wrote when it fails
 */
export async function runBlock({ code }: BlockProgram): Promise<readonly string[]> {
  mkdirSync(programs, { recursive: true });
  const folder = mkdtempSync(join(programs, 'block-'));
  try {
    const file = join(folder, 'block.mts');
    writeFileSync(file, code);
    return await printed(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function printed(file: string): Promise<readonly string[]> {
  const args = [
    '--conditions=@serverless-ws/source',
    '--import',
    createRequire(import.meta.url).resolve('tsx'),
    file,
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env: cleanEnvironment() }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trimEnd().split('\n'));
      else reject(new Error(stdout + stderr));
    });
  });
}
