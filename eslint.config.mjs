// One lint configuration for the workspace. The import rules of docs/architecture.md live in `depConstraints`.
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What any spec may import besides what its project may. */
const testing = ['@jest/globals', 'expect-type', 'fast-check'];

/** Who may import whom, and which npm packages; a project whose tag is missing here may import nothing. */
const depConstraints = [
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: [], allowedExternalImports: testing },
  {
    sourceTag: 'type:protocol',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: ['valibot', '@valibot/to-json-schema', ...testing],
  },
  {
    sourceTag: 'type:adapter-dynamo',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: [
      '@aws-sdk/lib-dynamodb',
      '@aws-sdk/client-dynamodb',
      '@smithy/*',
      'dynalite',
      ...testing,
    ],
  },
  {
    sourceTag: 'type:adapter-sqs',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: ['@aws-sdk/client-sqs', 'fauxqs', ...testing],
  },
  {
    sourceTag: 'type:adapter-jwt',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: ['jsonwebtoken', 'jwks-rsa', ...testing],
  },
  {
    sourceTag: 'type:adapter-apigw',
    onlyDependOnLibsWithTags: ['type:domain', 'type:protocol'],
    allowedExternalImports: ['@aws-sdk/client-apigatewaymanagementapi', '@smithy/*', ...testing],
  },
  {
    sourceTag: 'type:client',
    onlyDependOnLibsWithTags: ['type:protocol'],
    allowedExternalImports: ['ws', 'esbuild', ...testing],
  },
  { sourceTag: 'type:emulator', onlyDependOnLibsWithTags: [], allowedExternalImports: ['ws', ...testing] },
  {
    sourceTag: 'type:lambda',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:protocol',
      'type:adapter-dynamo',
      'type:adapter-apigw',
      'type:adapter-sqs',
      'type:adapter-jwt',
    ],
    allowedExternalImports: ['@aws-lambda-powertools/*', '@types/aws-lambda', 'aws-lambda', ...testing],
  },
  {
    sourceTag: 'type:web',
    onlyDependOnLibsWithTags: ['type:client', 'type:protocol'],
    allowedExternalImports: ['react', 'react-dom', 'react-dom/*', 'virtua', ...testing],
  },
  { sourceTag: 'type:example', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/coverage',
      '**/node_modules',
      '**/out-tsc',
      '.nx',
      '.serverless',
      '.local',
      'tools/publish/src/install/consumers',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs', '**/*.js'],
    plugins: { '@nx': nx },
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          banTransitiveDependencies: false,
          // A subpath import of chat-client's own package.json: Node and browsers get different files.
          allow: ['#open-socket', '../../../../jest.preset.mjs'],
          depConstraints,
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-undef': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/testing', '**/testing/**'], message: 'Only tests import testing.' }] },
      ],
    },
  },
  // Inside the domain: model <- ports <- use-cases; nothing but tests imports `testing`.
  ...[
    ['model', ['**/ports/**', '**/use-cases/**', '**/testing/**']],
    ['ports', ['**/use-cases/**', '**/testing/**']],
    ['use-cases', ['**/testing/**']],
  ].map(([layer, group]) => ({
    files: [`packages/chat-domain/src/${layer}/**/*.ts`],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group, message: 'model <- ports <- use-cases' }] }],
    },
  })),
  { files: ['**/*.config.mjs'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  prettier,
);
