// One lint configuration for the workspace. The import rules of docs/architecture.md live in `depConstraints`.
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { fieldTerms } from './tools/workspace/src/lint/field-terms.mjs';
import { noImportCycles } from './tools/workspace/src/lint/no-import-cycles.mjs';

/** What any spec may import besides what its project may. */
const testing = ['@jest/globals', 'expect-type', 'fast-check'];

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

/** What is published. */
const packages = [
  'type:domain',
  'type:contracts',
  'type:protocol',
  'type:dispatch',
  'type:adapter-dynamo',
  'type:adapter-sqs',
  'type:adapter-events',
  'type:adapter-jwt',
  'type:adapter-apigw',
  'type:lambda-handlers',
  'type:client',
  'type:react',
  'type:emulator',
  'type:serverless-local',
];

/** The adapters that the AWS ports of the functions are made of. */
const adapters = ['dynamo', 'apigw', 'sqs', 'jwt', 'events'].map((vendor) => `type:adapter-${vendor}`);

/** The row of a project in `tools`. */
const tool = (name, onlyDependOnLibsWithTags) => ({ sourceTag: `tool:${name}`, onlyDependOnLibsWithTags });

/** Who may import whom, and which npm packages; a project whose tag is missing here may import nothing. */
const depConstraints = [
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: [], allowedExternalImports: testing },
  { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: ['type:domain'], allowedExternalImports: testing },
  {
    sourceTag: 'type:protocol',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: ['valibot', '@valibot/to-json-schema', ...testing],
  },
  {
    sourceTag: 'type:dispatch',
    onlyDependOnLibsWithTags: ['type:domain', 'type:protocol'],
    allowedExternalImports: testing,
  },
  {
    sourceTag: 'type:adapter-dynamo',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts'],
    allowedExternalImports: [
      '@aws-sdk/lib-dynamodb',
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/util-dynamodb',
      '@smithy/*',
      'dynalite',
      ...testing,
    ],
  },
  {
    sourceTag: 'type:adapter-sqs',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts'],
    allowedExternalImports: ['@aws-sdk/client-sqs', 'fauxqs', ...testing],
  },
  {
    sourceTag: 'type:adapter-events',
    onlyDependOnLibsWithTags: ['type:domain', 'type:protocol', 'type:contracts'],
    allowedExternalImports: ['@aws-sdk/client-sqs', 'fauxqs', ...testing],
  },
  {
    sourceTag: 'type:adapter-jwt',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts'],
    allowedExternalImports: ['jsonwebtoken', 'jwks-rsa', ...testing],
  },
  {
    sourceTag: 'type:adapter-apigw',
    onlyDependOnLibsWithTags: ['type:domain', 'type:protocol', 'type:contracts'],
    allowedExternalImports: ['@aws-sdk/client-apigatewaymanagementapi', '@smithy/*', ...testing],
  },
  {
    sourceTag: 'type:client',
    onlyDependOnLibsWithTags: ['type:protocol'],
    allowedExternalImports: ['ws', 'esbuild', ...testing],
  },
  {
    sourceTag: 'type:react',
    onlyDependOnLibsWithTags: ['type:client'],
    allowedExternalImports: [
      'react',
      // Its tests.
      ...['react-dom', 'react-dom/*', 'happy-dom', ...testing],
    ],
  },
  { sourceTag: 'type:emulator', onlyDependOnLibsWithTags: [], allowedExternalImports: ['ws', ...testing] },
  {
    sourceTag: 'type:lambda-handlers',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:protocol',
      'type:dispatch',
      'type:contracts',
      ...adapters,
    ],
    allowedExternalImports: [
      ...['@aws-lambda-powertools/*', 'esbuild', '@aws-sdk/client-api-gateway'],
      // Its tests, which read source maps.
      ...['@jridgewell/trace-mapping', ...testing],
    ],
  },
  {
    sourceTag: 'type:serverless-local',
    onlyDependOnLibsWithTags: ['type:emulator'],
    allowedExternalImports: [
      ...['yaml', 'fauxqs'],
      // Its tests, and what runs it from sources.
      ...['esbuild', 'ws', '@aws-sdk/client-sqs', '@aws-sdk/client-lambda'],
      ...['@aws-sdk/client-apigatewaymanagementapi', ...testing],
    ],
  },
  {
    sourceTag: 'type:lambda',
    onlyDependOnLibsWithTags: ['type:protocol', 'type:dispatch', 'type:lambda-handlers'],
    allowedExternalImports: testing,
  },
  {
    sourceTag: 'type:web',
    onlyDependOnLibsWithTags: ['type:react', 'type:client', 'type:protocol'],
    allowedExternalImports: [
      'react',
      'react-dom',
      'react-dom/*',
      'virtua',
      'marked',
      'oidc-client-ts',
      ...testing,
    ],
  },
  { sourceTag: 'type:example', onlyDependOnLibsWithTags: packages },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['*'] },
  // Tools: each may use the packages, and the tools below it; nothing else imports a tool.
  tool('command-line', []),
  tool('bundle', ['type:lambda-handlers', 'tool:command-line']),
  tool('template', ['tool:command-line']),
  tool('workspace', ['tool:command-line']),
  tool('publish', ['tool:command-line']),
  tool('cost', [...packages, 'tool:command-line']),
  tool('bench', [...packages, 'tool:command-line', 'tool:bundle', 'tool:cost']),
  tool('local-stack', [...packages, 'tool:command-line', 'tool:bundle']),
  tool('scenarios', [...packages, 'tool:command-line', 'tool:local-stack']),
  tool('dev', [...packages, 'tool:command-line', 'tool:local-stack']),
  tool('chaos', [...packages, 'tool:command-line', 'tool:local-stack']),
  tool('alarms', [...packages, 'tool:command-line', 'tool:local-stack', 'tool:template']),
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
