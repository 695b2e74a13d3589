import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';
import { readDeployment, type AwsCall } from '@serverless-ws/serverless-local';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { functions, permissions } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';

let target: LocalTarget;
/** What a role did not allow: `sendMessage dynamodb:Scan`. */
const denied: string[] = [];

beforeAll(async () => {
  const environment = {
    CHAT_FLOOD_MESSAGES: '39',
    CHAT_FLOOD_WINDOW_SECONDS: '1',
    CHAT_CONNECTIONS_PER_USER: '50',
  };
  const onDenied = (name: string, { action }: AwsCall) => denied.push(`${name} ${action}`);
  target = await startLocalTarget({ environment, onDenied });
});

afterAll(() => target?.close());

it('the roles that the local stack enforces are those of the packaged template', async () => {
  const stack = await packagedDev.read();
  const file = join(workspaceRoot, 'serverless.yml');
  const { roles } = readDeployment(file, { stage: 'dev', environment: {}, managementUrl: '' });
  const packaged = functions.map((name) => {
    // A laptop has no log groups.
    const statements = permissions(stack, `${name}Role`).filter(
      ([[action]]) => !`${action}`.startsWith('logs:'),
    );
    return [name.charAt(0).toLowerCase() + name.slice(1), statements.map(([actions]) => actions)];
  });

  expect(
    [...roles].map(([name, { statements }]) => [name, statements.map(({ actions }) => actions)]),
  ).toEqual(packaged);
  expect([...roles.values()].map(({ complete }) => complete)).not.toContain(false);
});

describe('the role of each function lets it do all it has to', () => {
  it('moderators keep order', async () => {
    const visit = new Visit(target);
    const [admin, user] = [
      await visit.connect(visit.mint({ roles: ['admin'] })),
      await visit.connect(visit.mint({ sub: 'eve' })),
    ];
    user.send({ action: 'sendMessage', text: 'sold out' });
    const { seq, id } = await user.next('ack');
    const about = { userId: 'eve' };
    for (const frame of [
      { action: 'deleteMessage', seq, id },
      { action: 'mute', ...about },
      { action: 'slowMode', room: 'tea', interval: 1_000 },
      { action: 'invite', ...about, room: 'private.tea' },
      { action: 'ban', ...about },
      { action: 'kick', ...about },
    ]) {
      admin.send(frame);
      await admin.next('done');
    }
    visit.end();
    expect(denied).toEqual([]);
  });
});
