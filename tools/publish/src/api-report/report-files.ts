import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReports } from './api-reports.js';

/** Where a package's reports are kept: in Git, for the review of a change, and never on npm. */
const FOLDER = 'api';

/**
 * Writes the reports of a package that is built; those of entry points that are gone are deleted.
 * @returns the paths written
 */
export function writeReports(root: string): readonly string[] {
  const reports = apiReports(root);
  const folder = join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return [...reports].map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
}

/** Where the reports of a package are not what its build says: one finding for each, with the lines that changed. */
export function checkReports(root: string): readonly string[] {
  const reports = apiReports(root);
  const folder = join(root, FOLDER);
  const kept = existsSync(folder) ? readdirSync(folder) : [];
  const names = [...new Set([...reports.keys(), ...kept])].sort();
  return names.flatMap((name) => {
    const before = kept.includes(name) ? readFileSync(join(folder, name), 'utf8') : '';
    const after = reports.get(name) ?? '';
    return before === after ? [] : [finding(join(FOLDER, name), before, after)];
  });
}

function finding(path: string, before: string, after: string): string {
  const old = before.split('\n');
  const fresh = after.split('\n');
  const changes = [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `  - ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `  + ${line}`),
  ];
  const advice = 'if that is meant, `npm run api-report` writes it: commit it with your change';
  return [`the public surface differs from ${path}; ${advice}`, ...changes].join('\n');
}
