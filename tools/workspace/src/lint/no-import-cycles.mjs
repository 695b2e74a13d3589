// A rule of eslint.config.mjs: no file imports itself by way of others. Files in a loop cannot be read, tested or moved
// one by one, and which of them runs first is chance. Imports of types count, too; other packages do not: between
// projects loops are refused by `@nx/enforce-module-boundaries`.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Relative imports and re-exports, `import()` among them, as TypeScript and ES modules write them. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/** What a file imports, by its path; each is read once in a run of ESLint. */
const known = new Map();

/**
 * The way from a file back to itself.
 * @param {string} file its path
 * @param {string} text what it says now
 * @returns {readonly string[] | null} the paths on the way, the file first and last; `null` where there is none
 */
export function importCycle(file, text) {
  const seen = new Set();
  /** @type {(path: string, imports: readonly string[]) => readonly string[] | null} */
  const wayBack = (path, imports) => {
    for (const imported of imports) {
      if (imported === file) return [path, file];
      if (seen.has(imported)) continue;
      seen.add(imported);
      const way = wayBack(imported, importsOf(imported));
      if (way !== null) return [path, ...way];
    }
    return null;
  };
  return wayBack(file, importsIn(file, text));
}

function importsOf(file) {
  if (!known.has(file)) known.set(file, importsIn(file, readFileSync(file, 'utf8')));
  return known.get(file);
}

function importsIn(file, text) {
  const targets = [...text.matchAll(IMPORT)].map(([, target]) => join(dirname(file), target));
  return targets.flatMap((target) => sourceOf(target) ?? []);
}

/** The source behind `./name.js`; `undefined` where there is none, as for what a build makes. */
function sourceOf(target) {
  const stem = target.replace(/\.js$/, '');
  return [`${stem}.ts`, `${stem}.tsx`, target].find(
    (path) => /\.[cm]?[jt]sx?$/.test(path) && existsSync(path),
  );
}

/** @type {import('eslint').Rule.RuleModule} */
export const noImportCycles = {
  meta: { type: 'problem', schema: [], messages: { cycle: 'Imports itself: {{way}}' } },
  create: (context) => ({
    Program(node) {
      const way = importCycle(context.filename, context.sourceCode.text);
      if (way === null) return;
      context.report({
        node,
        messageId: 'cycle',
        data: { way: way.map((path) => basename(path)).join(' → ') },
      });
    },
  }),
};
