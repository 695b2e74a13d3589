import { join } from 'node:path';

/** A user of the published packages: a program in the folder where they are installed. */
export interface Consumer {
  readonly title: string;
  /** What Node.js is told to run. */
  readonly args: readonly string[];
}

/** What is installed beside the packages. */
export const CONSUMER_TOOLS: readonly string[] = [
  'typescript@6.0.3',
  'vite@8.3.8',
  'vitest@4.1.12',
  '@types/node@20.19.43',
  // What a service is packaged with, and a database for it.
  'osls@4.3.1',
  'esbuild@0.28.2',
  'dynalite@4.0.0',
  // For fields of its own, and a client that sends what it likes.
  'valibot@1.5.0',
  'ws@8.23.0',
];

const tool = (path: string): string => join('node_modules', path);

/** Compilers and bundlers; once, because their result does not depend on where they run. */
export const BUILDERS: readonly Consumer[] = [
  { title: 'TypeScript, nodenext', args: [tool('typescript/bin/tsc'), '-p', 'nodenext'] },
  { title: 'TypeScript, bundler', args: [tool('typescript/bin/tsc'), '-p', 'bundler'] },
  { title: 'TypeScript, a service', args: [tool('typescript/bin/tsc'), '-p', 'strict'] },
  { title: 'Vite, for the browser', args: [tool('vite/bin/vite.js'), 'build', 'vite'] },
];

/** Programs, some of them made by a builder; run on every promised Node.js. */
export const PROGRAMS: readonly Consumer[] = [
  { title: 'ES modules', args: ['esm/index.mjs'] },
  { title: 'CommonJS', args: ['commonjs/index.cjs'] },
  { title: 'what TypeScript compiled', args: ['nodenext/out/index.mjs'] },
  { title: 'the page that Vite built', args: ['vite/run-page.mjs'] },
  { title: 'contracts under Vitest', args: ['vitest/run.mjs'] },
  { title: 'a service of its own functions', args: ['service/run.mjs'] },
];
