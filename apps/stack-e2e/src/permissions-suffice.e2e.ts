import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { runScenario, Visit } from '@serverless-ws/scenarios/scenario.js';
import { SCENARIOS } from '@serverless-ws/scenarios/scenarios/all.js';
import { openPermittedTables, type PermittedTables } from '@serverless-ws/scenarios/permitted-tables.js';
import { functions, permissions } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';

let tables: PermittedTables;
let target: LocalTarget;

beforeAll(async () => {
  const stack = await packagedDev.read();
  const roles = functions.map((name) => {
    const actions = permissions(stack, `${name}Role`).flatMap(([list]) => list);
    return [name.charAt(0).toLowerCase() + name.slice(1), new Set(actions)] as const;
  });
  tables = await openPermittedTables(new Map(roles));
  const environment = {
    CHAT_FLOOD_MESSAGES: '39',
    CHAT_FLOOD_WINDOW_SECONDS: '1',
    CHAT_CONNECTIONS_PER_USER: '50',
  };
  target = await startLocalTarget({ environment, tableAddress: tables.address });
});

afterAll(async () => {
  await target?.close();
  tables.close();
});

describe('the role of each function lets it do all it has to', () => {
  it.each(
    // Hostile frames need no permission of their own, and are more in a second than flood control stands.
    Object.entries(SCENARIOS)
      .filter(([subject]) => subject !== 'hostile frames')
      .flatMap(([, list]) => list.map((scenario) => [scenario.name, scenario] as const)),
  )('%s', async (_, scenario) => {
    await runScenario(scenario, target);
    expect(tables.refused).toEqual([]);
  });

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
    expect(tables.refused).toEqual([]);
  });
});
