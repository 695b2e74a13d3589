import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import { startFakeAws, type FakeAws } from '@serverless-ws/dev/doctor/fixtures/fake-aws.js';

const [EARLIER, NOW] = [1_795_000_000_000, 1_795_000_060_000];
const keyOf = (timestamp: number) =>
  `serverless/serverless-ws-chat/prod/${timestamp}-${new Date(timestamp).toISOString()}/authorizer.zip`;

let aws: FakeAws;

beforeAll(async () => {
  const code = { Code: { S3Key: keyOf(NOW) } };
  aws = await startFakeAws({
    stackStatus: 'UPDATE_COMPLETE',
    outputs: { ChatTableName: 'chat-prod' },
    resources: { ServerlessDeploymentBucket: 'deployments' },
    ...{ environments: {}, fed: [], requestsPerSecond: 0, concurrency: 0 },
    objects: [keyOf(EARLIER), keyOf(NOW)],
    template: {
      Resources: {
        Authorizer: { Type: 'AWS::Lambda::Function', Properties: code },
        ChatTable: { DeletionPolicy: 'Retain' },
      },
    },
  });
});
afterAll(() => aws.close());

function run(command: 'rollback' | 'remove', answer: string) {
  const shell = {
    ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    AWS_ENDPOINT_URL: aws.endpoint,
  };
  return runTool(`dev/src/${command}/cli.ts`, ['--stage', 'prod'], shell, answer);
}

describe('npm run rollback', () => {
  it('says from what to what, and asks before it changes anything', async () => {
    const { code, stdout, stderr } = await run('rollback', 'no\n');
    expect(stdout).toContain(
      'deployed is 2026-11-18 11:07:40 UTC\nprod goes back to 2026-11-18 11:06:40 UTC',
    );
    expect(stderr).toMatch(/(?:^|\n)rollback: nothing was changed\n$/);
    expect(code).toBe(1);
  });
});

describe('npm run remove', () => {
  it('says what becomes of the table, and asks before it changes anything', async () => {
    const { code, stdout, stderr } = await run('remove', '');
    expect(stdout).toContain('The table chat-prod stays, with all messages');
    expect(stderr).toMatch(/(?:^|\n)remove: nothing was changed\n$/);
    expect(code).toBe(1);
  });
});
