import type { Manifest } from './packed-package.js';

/** Fields without which a package is not published, and what they must be. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  description: (value) => typeof value === 'string' && value.length > 20,
  license: (value) => value === 'MIT',
  type: (value) => value === 'module',
  exports: (value) => typeof value === 'object' && value !== null,
  files: (value) => Array.isArray(value),
  sideEffects: (value) => value === false,
  engines: (value) => JSON.stringify(value) === JSON.stringify({ node: '>=20.19' }),
  keywords: (value) => Array.isArray(value) && value.length >= 3,
  repository: (value) => typeof value === 'object' && value !== null && 'directory' in value,
  homepage: (value) => typeof value === 'string' && value.endsWith('#readme'),
  bugs: (value) => typeof value === 'string',
};

/** What is wrong with a manifest. Dependencies must be exact: what was tested is what is installed. */
export function checkManifest(manifest: Manifest): readonly string[] {
  const fields = Object.entries(FIELDS)
    .filter(([name, holds]) => !holds(manifest[name]))
    .map(([name]) => `package.json: ${name} is missing or not as it should be`);
  const dependencies = Object.entries(manifest.dependencies ?? {})
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `package.json: ${name}@${version} is not an exact version`);
  return [...fields, ...dependencies];
}
