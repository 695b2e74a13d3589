// The import rules of docs/architecture.md between projects, for eslint.config.mjs.

/** What any spec may import besides what its project may. */
const testing = ['@jest/globals', 'expect-type', 'fast-check'];

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
export const depConstraints = [
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
