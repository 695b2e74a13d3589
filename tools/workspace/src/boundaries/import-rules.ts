/** One row of the table of import rules. */
export interface ImportRule {
  /** Its folder, from the workspace's root. */
  readonly folder: string;
  /** The projects it may import, by name; no others. */
  readonly projects: readonly string[];
  /** The projects that its tests may import besides. */
  readonly testProjects?: readonly string[];
  /** npm packages it may import. */
  readonly npm: readonly string[];
  /** What only one folder of its sources may import besides, tests apart. */
  readonly only?: {
    readonly within: string;
    readonly projects: readonly string[];
    readonly npm: readonly string[];
  };
  /** npm packages, installed in this workspace, that it must not import. */
  readonly noNpm: readonly string[];
}

const VENDORS = ['@aws-sdk/lib-dynamodb', '@aws-sdk/client-sqs', 'jsonwebtoken', 'valibot', 'undici', 'ws'];
const except = (...allowed: string[]) => VENDORS.filter((name) => !allowed.includes(name));

/** Who may import what, as docs/architecture.md has it. The lint configuration is held against this table by a test. */
export const IMPORT_RULES: Readonly<Record<string, ImportRule>> = {
  'chat-domain': { folder: 'packages/chat-domain', projects: [], npm: [], noNpm: VENDORS },
  'chat-contracts': { folder: 'packages/chat-contracts', projects: ['chat-domain'], npm: [], noNpm: VENDORS },
  'chat-protocol': {
    folder: 'packages/chat-protocol',
    projects: ['chat-domain'],
    npm: ['valibot'],
    noNpm: except('valibot'),
  },
  'chat-dispatch': {
    folder: 'packages/chat-dispatch',
    projects: ['chat-domain', 'chat-protocol'],
    npm: [],
    noNpm: VENDORS,
  },
  'chat-dynamo': {
    folder: 'packages/chat-dynamo',
    projects: ['chat-domain'],
    testProjects: ['chat-contracts'],
    npm: ['@aws-sdk/lib-dynamodb', '@aws-sdk/client-dynamodb', '@smithy/core'],
    noNpm: except('@aws-sdk/lib-dynamodb'),
  },
  'chat-sqs': {
    folder: 'packages/chat-sqs',
    projects: ['chat-domain'],
    testProjects: ['chat-contracts'],
    npm: ['@aws-sdk/client-sqs'],
    noNpm: except('@aws-sdk/client-sqs'),
  },
  'chat-events': {
    folder: 'packages/chat-events',
    projects: ['chat-domain', 'chat-protocol'],
    testProjects: ['chat-contracts'],
    npm: ['@aws-sdk/client-sqs'],
    noNpm: except('@aws-sdk/client-sqs'),
  },
  'chat-jwt': {
    folder: 'packages/chat-jwt',
    projects: ['chat-domain'],
    testProjects: ['chat-contracts'],
    npm: ['jsonwebtoken', 'jwks-rsa'],
    noNpm: except('jsonwebtoken'),
  },
  'chat-apigw': {
    folder: 'packages/chat-apigw',
    projects: ['chat-domain', 'chat-protocol'],
    testProjects: ['chat-contracts'],
    npm: ['@aws-sdk/client-apigatewaymanagementapi'],
    noNpm: VENDORS,
  },
  'chat-client': {
    folder: 'packages/chat-client',
    projects: ['chat-protocol'],
    npm: [],
    noNpm: except('ws'),
  },
  'chat-react': {
    folder: 'packages/chat-react',
    projects: ['chat-client'],
    npm: ['react'],
    noNpm: VENDORS,
  },
  'serverless-local': {
    folder: 'packages/serverless-local',
    projects: ['apigw-emulator'],
    npm: ['yaml', 'fauxqs', 'ws', '@aws-sdk/client-sqs'],
    noNpm: except('@aws-sdk/client-sqs', 'ws'),
  },
  'apigw-emulator': { folder: 'packages/apigw-emulator', projects: [], npm: ['ws'], noNpm: except('ws') },
  'chat-lambda': {
    folder: 'packages/chat-lambda',
    projects: ['chat-domain', 'chat-protocol', 'chat-dispatch'],
    testProjects: ['chat-contracts'],
    npm: [],
    noNpm: VENDORS,
    only: {
      within: 'aws',
      projects: ['chat-dynamo', 'chat-apigw', 'chat-sqs', 'chat-jwt', 'chat-events'],
      npm: ['@aws-lambda-powertools/logger'],
    },
  },
  'ws-lambda': {
    folder: 'apps/ws-lambda',
    projects: ['chat-protocol', 'chat-dispatch', 'chat-lambda'],
    npm: [],
    noNpm: VENDORS,
  },
  web: { folder: 'apps/web', projects: ['chat-react', 'chat-client', 'chat-protocol'], npm: [], noNpm: [] },
};
