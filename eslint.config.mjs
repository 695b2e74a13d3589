// One lint configuration for the workspace; who may import whom is in `dep-constraints.mjs`.
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { depConstraints } from './tools/workspace/src/lint/dep-constraints.mjs';
import { fieldTerms } from './tools/workspace/src/lint/field-terms.mjs';
import { noImportCycles } from './tools/workspace/src/lint/no-import-cycles.mjs';

/** Files of tests, which production code never imports. */
const tests = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.node-test.ts'];

/** Imports that only tests, and what is itself for tests, may make. */
const onlyForTests = {
  group: ['**/testing', '**/testing/**', '**/in-memory', '**/in-memory/**'],
  message: 'Only tests import testing and in-memory adapters.',
};
const contracts = {
  group: ['@serverless-ws/chat-contracts', '@serverless-ws/chat-contracts/**'],
  message: 'Only tests import contracts.',
};

const onlyInAws = {
  group: [
    ...['apigw', 'dynamo', 'events', 'jwt', 'sqs'].map((vendor) => `@serverless-ws/chat-${vendor}`),
    '@aws-lambda-powertools/**',
    '**/aws/**',
  ],
  message: 'Only src/aws imports adapters.',
};

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
      '**/earlier-release/*.mjs',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs', '**/*.js'],
    plugins: {
      '@nx': nx,
      workspace: { rules: { 'no-import-cycles': noImportCycles, 'field-terms': fieldTerms } },
    },
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          banTransitiveDependencies: false,
          // Subpath imports of a package's own package.json: chat-client's differ in Node and browsers, serverless-local's
          // in sources and builds.
          allow: ['#open-socket', '#container-code', '../../../../jest.preset.mjs'],
          // Which projects are imported at first use, and which at once, is not what the rules are for.
          checkDynamicDependenciesExceptions: ['.*'],
          depConstraints,
        },
      ],
      'workspace/no-import-cycles': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-undef': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"], TSParameterProperty)[accessibility=/private|protected/]',
          message: 'Private members are written `#name`.',
        },
      ],
      'workspace/field-terms': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
    },
  },
  // Production code: what only tests use is imported by tests, and by the packages that are made of it.
  {
    files: ['packages/*/src/**/*.{ts,tsx}', 'apps/*/src/**/*.{ts,tsx}'],
    ignores: [...tests, '**/testing/**', '**/in-memory/**', 'packages/chat-contracts/**', 'apps/*-e2e/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [onlyForTests, contracts] }] },
  },
  // The handlers run on any ports; what makes AWS's, and whatever that needs, is in `aws`.
  {
    files: ['packages/chat-lambda/src/**/*.ts'],
    ignores: [...tests, 'packages/chat-lambda/src/aws/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [onlyForTests, contracts, onlyInAws] }] },
  },
  // A server of one process may well keep its state in memory; it has no use for contracts.
  {
    files: ['examples/*/src/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-imports': ['error', { patterns: [contracts] }] },
  },
  // Inside the domain: model <- ports <- use-cases; nothing but tests imports `in-memory`.
  ...[
    ['model', ['**/ports/**', '**/use-cases/**', '**/in-memory/**']],
    ['ports', ['**/use-cases/**', '**/in-memory/**']],
    ['use-cases', ['**/in-memory/**']],
  ].map(([layer, group]) => ({
    files: [`packages/chat-domain/src/${layer}/**/*.ts`],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group, message: 'model <- ports <- use-cases' }] }],
    },
  })),
  {
    files: ['{packages,apps,examples,tools}/**/*.{ts,tsx,mjs}'],
    ignores: ['tools/local-runtime/**'],
    rules: { 'workspace/field-terms': ['error', { plainSubjects: true }] },
  },
  { files: ['**/field-terms.mjs'], rules: { 'workspace/field-terms': 'off' } },
  { files: ['**/*.config.mjs'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  prettier,
);
