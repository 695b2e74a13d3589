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
  // Bundlers of the day, besides Vite and esbuild.
  'rollup@4.68.5',
  '@rollup/plugin-node-resolve@16.0.3',
  'webpack@5.112.2',
  // Jest, and what it transforms ES modules with.
  'jest@30.5.2',
  '@swc/jest@0.2.39',
  '@swc/core@1.16.18',
  // What a page of React has besides.
  'react@19.3.1',
  'react-dom@19.3.1',
  '@types/react@19.3.0',
  '@types/react-dom@19.3.0',
  // For fields of its own, and a client that sends what it likes.
  'valibot@1.5.0',
  'ws@8.23.0',
];

const tool = (path: string): string => join('node_modules', path);
const jest = tool('jest/bin/jest.js');
const vite = tool('vite/bin/vite.js');

/** Compilers and bundlers; once, because their result does not depend on where they run. */
export const BUILDERS: readonly Consumer[] = [
  { title: 'TypeScript, nodenext', args: [tool('typescript/bin/tsc'), '-p', 'nodenext'] },
  { title: 'TypeScript, bundler', args: [tool('typescript/bin/tsc'), '-p', 'bundler'] },
  { title: 'TypeScript, a service', args: [tool('typescript/bin/tsc'), '-p', 'strict'] },
  { title: 'TypeScript, React', args: [tool('typescript/bin/tsc'), '-p', 'react'] },
  { title: 'Vite, for the browser', args: [vite, 'build', 'vite'] },
  { title: 'Vite, a page of React', args: [vite, 'build', 'react'] },
  {
    title: 'Vite, the same page for a server',
    args: [vite, 'build', 'react', '--ssr', 'server.tsx', '--outDir', 'server'],
  },
  { title: 'esbuild, Rollup and webpack, for the browser', args: ['bundlers/build.mjs'] },
];

/** Programs, some of them made by a builder; run on every promised Node.js. */
export const PROGRAMS: readonly Consumer[] = [
  { title: 'ES modules', args: ['esm/index.mjs'] },
  { title: 'CommonJS', args: ['commonjs/index.cjs'] },
  { title: 'what TypeScript compiled', args: ['nodenext/out/index.mjs'] },
  ...['vite/dist/assets', ...['esbuild', 'rollup', 'webpack'].map((name) => `bundlers/dist/${name}`)].map(
    (folder) => ({
      title: `the page in ${folder}`,
      args: ['bundlers/run-page.mjs', folder],
    }),
  ),
  { title: 'Jest, CommonJS', args: [jest, '--config', 'jest/commonjs.config.cjs'] },
  { title: 'Jest, ES modules', args: ['--experimental-vm-modules', jest, '--config', 'jest/esm.config.cjs'] },
  { title: 'the page of React on a server', args: ['react/server/server.mjs'] },
  { title: 'contracts under Vitest', args: ['vitest/run.mjs'] },
  { title: 'a service of its own functions', args: ['service/run.mjs'] },
];
