import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTIONS } from '@serverless-ws/chat-protocol';
import { cleanEnvironment, runTool, toolCommand } from '@serverless-ws/command-line/run-tool.js';
import { allRows } from '@serverless-ws/dev/erase-user/fixtures/all-rows.js';
import { openPoll } from './data-rights/own-action.js';
import { ADA, asked, MARKED, plant, ROOM as room, type Planted } from './data-rights/plant.js';
import { SINK, startRightsFixture, type RightsFixture } from './data-rights/rights-fixture.js';

const CREDENTIALS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};
/** Rows that may still name her, as the report says: her ban, blocks and mentions by others, audit records. */
const LEFT = [/^P#zq-ada-71 /, /^B#bob zq-ada-71$/, /^A#/];
/** Queues that hold something of her, and how the report names that. */
const HELD: ReadonlyMap<string, string> = new Map([
  ['EventsQueue.fifo', 'sanctions and invitations by or of the user, while they wait to become events'],
  ['PublishQueue', 'requests of backends that wait, and their dead letters'],
  ['PublishDeadLetters', 'requests of backends that wait, and their dead letters'],
  [SINK, 'what was sent to a review, an event sink and open clients'],
]);

let fixture: RightsFixture;
let planted: Planted;
let record: string;

const flags = () => ['--table', 'ChatTable', '--endpoint', fixture.server.endpoint];
const eraseFlags = () => [
  ...['--user', ADA.id, '--callback', fixture.stack.managementUrl, '--record', record, '--settle', '0'],
  ...flags(),
];

/** Kills the command when it is about to delete one more row. */
async function killedAtDelete(nth: number): Promise<void> {
  const { server } = fixture;
  const argv = [...toolCommand('dev/src/erase-user/cli.ts'), ...eraseFlags()];
  const child = spawn(process.execPath, argv, { env: cleanEnvironment(CREDENTIALS) });
  child.stdout.resume();
  const said = text(child.stderr);
  const ended = once(child, 'exit');
  let deleted = 0;
  server.onAsked = (operation) => {
    deleted += operation === 'DeleteItem' ? 1 : 0;
    if (deleted < nth) return;
    child.kill('SIGKILL');
    throw new Error('killed');
  };
  const [, signal] = (await ended) as [number | null, string | null];
  server.onAsked = () => undefined;
  // What it says where it failed before.
  expect([signal, await said]).toEqual(['SIGKILL', expect.any(String)]);
}

/** The keys of the rows that lead to Ada, but for those that are left on purpose. */
async function found(table: string): Promise<readonly string[]> {
  const rows = [...(await allRows(fixture.stack.databaseUrl, table))].filter(([, row]) => MARKED.test(row));
  const isLeft = (key: string, row: string) =>
    LEFT.some((left) => left.test(key)) || row.includes('mentions ada');
  return rows.flatMap(([key, row]) => (isLeft(key, row) ? [] : [key]));
}

/** The queues of which a body leads to Ada. */
function leading(queues: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const marked = [...queues].filter(([, bodies]) => bodies.some((body) => MARKED.test(body)));
  return marked.map(([name]) => name).toSorted();
}

async function exported(user: string): Promise<string> {
  const { stdout, code } = await runTool(
    'dev/src/export-user/cli.ts',
    ['--user', user, ...flags()],
    CREDENTIALS,
  );
  expect(code).toBe(0);
  return stdout;
}

beforeAll(async () => {
  fixture = await startRightsFixture();
  record = join(fixture.folder, 'erasures.jsonl');
  planted = await plant(fixture);
});
afterAll(() => fixture?.close());

describe('the data of a user', () => {
  let at: Date;

  it('is planted by every action there is, in every field, by one of a team’s own, and by backends', () => {
    const named = Object.entries(ACTIONS).map(([name, { fields }]) => [name, Object.keys(fields)] as const);
    const all = [...named, [openPoll.name, Object.keys(openPoll.fields)] as const];
    // `with` of what takes a room alone must be absent.
    const missing = all.flatMap(([action, fields]) =>
      fields
        .filter((field) => !(planted.fields.get(action)?.has(field) ?? false))
        .map((field) => `${action}.${field}`),
    );
    expect(missing).toEqual(['joinRoom.with', 'leaveRoom.with', 'slowMode.with']);
    expect([...planted.fields.keys()].toSorted()).toEqual(
      [...all.map(([name]) => name), 'publish'].toSorted(),
    );
  });

  it('is exported whole, in plain shapes', async () => {
    const rows = (await exported(ADA.id))
      .trim()
      .split('\n')
      .map((line) => Object(JSON.parse(line)));
    const all = JSON.stringify(rows);
    const marks = [
      '1',
      '3',
      '5',
      '6b',
      '9',
      'seven',
      'meta',
      'reason',
      'busy',
      'crowd',
      'published-2',
      'published-3',
    ];
    for (const one of marks) expect(all).toContain(`secret-${one}`);
    expect(new Set(rows.map(({ row }) => row))).toEqual(
      new Set(['moderation', 'connection', 'room', 'invitation', 'block', 'record', 'entry']),
    );
    expect(all).not.toMatch(/kept by bob|to you/);
  });

  it('is erased, also where the command was killed half-way, and nothing is found but what the report names', async () => {
    const { server, queues } = fixture;
    at = await server.operations.keep('ChatTable');
    await killedAtDelete(6);
    expect((await found('ChatTable')).length).toBeGreaterThan(0);
    const run = await runTool('dev/src/erase-user/cli.ts', [...eraseFlags(), '--json'], CREDENTIALS);
    expect([run.code, run.stderr]).toEqual([0, expect.stringMatching(/erased .* so far/)]);
    expect(await found('ChatTable')).toEqual([]);
    const { left, erased } = JSON.parse(run.stdout);
    expect(Object.keys(erased)).toContain('messages');
    const named = left.map(({ what }: { readonly what: string }) => what);
    expect(named.join()).toMatch(/mentions.*blocks.*audit.*backups.*logs/);
    expect(named).toEqual(expect.arrayContaining([...HELD.values()]));
    expect(leading(await queues.held())).toEqual(['PublishDeadLetters', SINK]);
    expect(server.asked.filter((operation) => /Scan|Transact/.test(operation))).toEqual([]);
  });

  it('was in no queue but those that the report names, while it was on its way', async () => {
    const { sent, held } = fixture.queues;
    const now = await held();
    // What SQS moves to dead letters is not sent there.
    expect(new Set([...leading(sent), ...leading(now)])).toEqual(new Set(HELD.keys()));
    const notified = ['BroadcastQueue.fifo', 'BusyQueue.fifo', 'EventsQueue.fifo'].map(
      (name) => sent.get(name) ?? [],
    );
    expect(notified.map(({ length }) => length > 0)).toEqual([true, true, true]);
    expect(notified.flat().filter((body) => /Zelda|secret/.test(body))).toEqual([]);
    expect(now.get('BroadcastDeadLetters.fifo')).not.toEqual([]);
  });

  it('is in no page, no resume and no export of others, and their open clients were told', async () => {
    const { visit } = fixture;
    const { bob } = planted;
    const told = bob.unread.filter(({ type }) => type === 'erased');
    expect(new Set(told.map((frame) => Object(frame).room)).size).toBe(3);
    const page = await asked(bob, { action: 'listMessages', room });
    const again = await visit.connect(visit.mint({ sub: 'bob' }));
    const resumed = await asked(again, { action: 'joinRoom', room, after: { epoch: page.epoch, seq: 1 } });
    const direct = await asked(bob, { action: 'listMessages', with: 'cyd' });
    const rooms = await asked(bob, { action: 'listRooms' });
    for (const frame of [page, resumed, direct, rooms]) {
      expect(JSON.stringify(frame).replaceAll(`"mentions":["${ADA.id}"]`, '')).not.toMatch(MARKED);
    }
    expect(JSON.stringify(page)).toContain('kept by bob');
    const theirs = (await exported('bob')).split('\n').filter((line) => MARKED.test(line));
    expect(theirs.filter((line) => !/"row":"block"|mentions ada/.test(line))).toEqual([]);
  });

  it('is in no log, by name or text', () => {
    expect(fixture.logged.length).toBeGreaterThan(0);
    expect(fixture.logged.filter((line) => /Zelda|secret/.test(line))).toEqual([]);
  });

  it('is erased again in a table that is restored from before', async () => {
    const { server, stack } = fixture;
    const argv = ['--from', 'ChatTable', '--to', 'copy', '--at', at.toISOString().replace('.000Z', 'Z')];
    Object.assign(server.operations.state('copy'), { looksUntilActive: 0, changesTooEarly: 0 });
    server.onAsked = () =>
      void Object.assign(server.operations.state('copy'), { looksUntilActive: 0, changesTooEarly: 0 });
    const run = await runTool(
      'dev/src/restore/cli.ts',
      [...argv, '--erasures', record, '--endpoint', server.endpoint],
      CREDENTIALS,
    );
    const isErased = [0, expect.any(String), expect.stringContaining('copy: 1 users erased again')];
    expect([run.code, run.stderr, run.stdout]).toEqual(isErased);
    expect(await found('copy')).toEqual([]);
    expect([...(await allRows(stack.databaseUrl, 'copy')).values()].join()).toContain('kept by bob');
  });
});
