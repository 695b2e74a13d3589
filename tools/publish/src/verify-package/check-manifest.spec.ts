import { describe, expect, it } from '@jest/globals';
import { checkManifest } from './check-manifest.js';

const good = {
  name: '@serverless-ws/x',
  version: '0.1.0',
  description: 'Something that does what it says',
  license: 'MIT',
  type: 'module',
  exports: {},
  files: ['dist'],
  sideEffects: false,
  engines: { node: '>=20.19' },
  keywords: ['a', 'b', 'c'],
  repository: { type: 'git', directory: 'packages/x' },
  homepage: 'https://example.com/packages/x#readme',
  bugs: 'https://example.com/issues',
  dependencies: { ws: '8.23.0' },
};

describe('a manifest', () => {
  it('is fine when it says all', () => {
    expect(checkManifest(good)).toEqual([]);
  });

  it.each(Object.keys(good).filter((field) => !['name', 'version', 'dependencies'].includes(field)))(
    'is not without %s',
    (field) => {
      expect(checkManifest({ ...good, [field]: undefined })).toEqual([
        `package.json: ${field} is missing or not as it should be`,
      ]);
    },
  );

  it('is not with a dependency that may change under its users', () => {
    expect(checkManifest({ ...good, dependencies: { ws: '^8.0.0' } })).toEqual([
      'package.json: ws@^8.0.0 is not an exact version',
    ]);
  });
});
