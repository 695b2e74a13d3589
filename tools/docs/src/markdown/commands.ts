import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** Commands of npm that need no script. */
const NPM_ITSELF = new Set(['ci', 'cit', 'i', 'install', 'pack', 'publish', 'test']);

/**
 * What a shell block asks for and the workspace does not have: npm scripts, flags of its own tools, programs, and files
 * that Node runs. Other programs (`git`, `aws`) are not looked at.
 * @param home - the folder whose scripts are meant besides those of the root, from the workspace's root
 */
export function unknownCommands(code: string, home = '.'): readonly string[] {
  return code
    .split(/\n|&&|\||;|\$\(|\)/)
    .map((command) => command.replace(/(^|\s)#.*/, '').replace(/^(\s*\w+=\S*)+/, ''))
    .flatMap((command) => complaintsOf(command.trim().split(/\s+/), home));
}

function complaintsOf([program, ...words]: readonly string[], home: string): readonly string[] {
  const [first = ''] = words;
  if (program === 'npx') return existsIn('node_modules/.bin', first) ? [] : [`npx ${first}`];
  if (program === 'node') return first.startsWith('-') || existsIn('.', first) ? [] : [`node ${first}`];
  return program === 'npm' ? npmComplaints(words, home) : [];
}

function npmComplaints(words: readonly string[], home: string): readonly string[] {
  const [verb = '', name = ''] = words.filter((word) => !/^-\w?$/.test(word));
  if (NPM_ITSELF.has(verb)) return [];
  const folders = words.includes('-w') ? folderOf(words[words.indexOf('-w') + 1]) : ['.', home];
  const script = verb === 'run' ? name : verb;
  const command = folders.map((folder) => scriptsIn(folder)[script]).find((found) => found !== undefined);
  if (command === undefined) return [`npm ${words.join(' ')}`];
  const tool = /tools\/[\w/-]+(?=\/cli\.ts)/.exec(command)?.[0];
  const end = words.indexOf('--');
  if (tool === undefined || end < 0) return [];
  return words
    .slice(end + 1)
    .filter((word) => word.startsWith('--') && !takes(tool, word))
    .map((flag) => `${script} ${flag}`);
}

/** A flag counts as known where the tool's sources have its name as a key or a string. */
function takes(tool: string, flag: string): boolean {
  const name = flag.slice(2).replace(/=.*/, '');
  const key = new RegExp(`['"]${name}['"]|--${name}\\b|\\b${name}: '(string|boolean)'`);
  return readdirSync(join(workspaceRoot, tool))
    .filter((file) => /(?<!\.spec|\.e2e)\.ts$/.test(file))
    .some((file) => name === 'help' || key.test(readFileSync(join(workspaceRoot, tool, file), 'utf8')));
}

function folderOf(packageName: string | undefined): readonly string[] {
  return ['packages', 'apps', 'examples']
    .flatMap((group) => readdirSync(join(workspaceRoot, group)).map((name) => `${group}/${name}`))
    .filter((folder) => manifestOf(folder)['name'] === packageName);
}

function scriptsIn(folder: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(manifestOf(folder)['scripts'] ?? {}));
}

function manifestOf(folder: string): Readonly<Record<string, object | string | undefined>> {
  if (!existsIn(folder, 'package.json')) return {};
  return JSON.parse(readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8'));
}

function existsIn(folder: string, path: string): boolean {
  return existsSync(join(workspaceRoot, folder, path));
}
