import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleSources } from './bundle-functions.mjs';

/** What functions check their settings with is TypeScript, which the framework cannot read: it is bundled first. */
const source = (name) => fileURLToPath(new URL(`../src/aws/packaging/${name}.ts`, import.meta.url));

/**
 * What the functions of a service would refuse of their settings when they start, in their words.
 * @param {readonly object[]} environments of the functions, as they will be in the template
 * @param {Readonly<Record<string, string | undefined>>} shell the environment in which the service is packaged
 * @returns {Promise<{ wrong: readonly string[], undecided: readonly string[], unread: readonly string[] }>} lines;
 * `undecided` are those about a key that is missing, or is not the one for this stage, `unread` about what has no effect
 */
export async function refusedSettings(environments, shell) {
  const { settingProblems, shellProblems, unreadSettings } = await load('setting-problems');
  const wrong = [...shellProblems(shell), ...environments.flatMap(settingProblems)];
  const undecided = [];
  // Only an authorizer needs the package that verifies tokens.
  if (environments.some((environment) => Object.keys(environment).some((name) => name.startsWith('JWT_')))) {
    const { keyProblems } = await load('key-problems');
    for (const problems of environments.map(keyProblems)) {
      wrong.push(...problems.wrong);
      undecided.push(...problems.undecided);
    }
  }
  const unread = unreadSettings(shell, environments);
  return { wrong: [...new Set(wrong)], undecided: [...new Set(undecided)], unread };
}

async function load(name) {
  const folder = await mkdtemp(join(tmpdir(), 'chat-settings-'));
  try {
    await bundleSources(folder, [{ in: source(name), out: name, whole: true }]);
    return await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
