// One lint configuration for the workspace. The import rules of docs/architecture.md live in `depConstraints`.
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { fieldTerms } from './tools/workspace/src/lint/field-terms.mjs';
import { noImportCycles } from './tools/workspace/src/lint/no-import-cycles.mjs';

/** What any spec may import besides what its project may. */
const testing = ['@jest/globals', 'expect-type', 'fast-check'];

/** What is published. */
const packages = [
  'type:domain',
  'type:protocol',
  'type:adapter-dynamo',
  'type:adapter-sqs',
  'type:adapter-jwt',
  'type:adapter-apigw',
  'type:client',
  'type:emulator',
  'type:serverless-local',
];

/** The row of a project in `tools`. */
const tool = (name, onlyDependOnLibsWithTags) => ({ sourceTag: `tool:${name}`, onlyDependOnLibsWithTags });

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
    sourceTag: 'type:serverless-local',
    onlyDependOnLibsWithTags: ['type:emulator'],
    allowedExternalImports: [
      ...['yaml', 'fauxqs'],
      // Its tests, and what runs it from sources.
      ...['esbuild', 'ws', '@aws-sdk/client-sqs', '@aws-sdk/client-apigatewaymanagementapi', ...testing],
    ],
  },
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
  { sourceTag: 'type:example', onlyDependOnLibsWithTags: packages },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['*'] },
  // Tools: each may use the packages, and the tools below it; nothing else imports a tool.
  tool('command-line', []),
  tool('bundle', ['tool:command-line']),
  tool('template', ['tool:command-line']),
  tool('workspace', ['tool:command-line']),
  tool('publish', ['tool:command-line']),
  tool('bench', [...packages, 'tool:command-line', 'tool:bundle']),
  tool('local-stack', [...packages, 'tool:command-line', 'tool:bundle']),
  tool('scenarios', [...packages, 'tool:command-line', 'tool:local-stack']),
  tool('dev', [...packages, 'tool:command-line', 'tool:local-stack']),
  // The backend that a chaos run kills is made of the functions' own handlers.
  tool('chaos', [...packages, 'type:lambda', 'tool:command-line', 'tool:local-stack']),
  tool('docs', ['*']),
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
  {
    files: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**', 'apps/*-e2e/**'],
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
  {
    files: ['packages/**/*.{ts,tsx}', 'apps/{ws-lambda,web}/**/*.{ts,tsx}', 'examples/**/*.ts'],
    rules: { 'workspace/field-terms': ['error', { plainSubjects: true }] },
  },
  { files: ['**/field-terms.mjs'], rules: { 'workspace/field-terms': 'off' } },
  { files: ['**/*.config.mjs'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  prettier,
);
