import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cleanEnvironment, runTool, toolCommand } from '@serverless-ws/command-line/run-tool.js';
import { allRows } from '@serverless-ws/dev/erase-user/fixtures/all-rows.js';
import { startBackupServer, type BackupServer } from '@serverless-ws/dev/restore/fixtures/backup-server.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import type { ChatSocket } from '@serverless-ws/scenarios/chat-socket.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';
import { startReviewer, type Reviewer } from './reviewer.js';

const CREDENTIALS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};
const ADA = 'zq-ada-71';
const NAME = 'Zelda Quux';
/** All that leads to Ada: her id, her name and what she wrote. */
const MARKED = /zq-ada-71|Zelda|secret/;
/** Rows that may still name her, as the report says: her ban, blocks and mentions by others, audit records. */
const LEFT = [/^P#zq-ada-71 /, /^B#bob zq-ada-71$/, /^A#/];

const room = 'tea';
const folder = mkdtempSync(join(tmpdir(), 'rights-'));
const record = join(folder, 'erasures.jsonl');
const logged: string[] = [];
let reviewer: Reviewer;
let stack: LocalStack;
let server: BackupServer;
let visit: Visit;
let [ada, bob]: readonly ChatSocket[] = [];

/** As a review would: one text is replaced, one refused. */
function decide(said: string): object {
  if (said === 'secret-7') return { verdict: 'replace', content: { text: 'secret-seven' } };
  return said === 'secret-8' ? { verdict: 'reject', reason: 'secret-reason' } : { verdict: 'accept' };
}

async function asked(socket: ChatSocket | undefined, frame: object) {
  const response = await socket?.ask(frame);
  const failed = response?.type === 'error' && response.code !== 'rejected';
  if (response === undefined || failed) throw new Error(JSON.stringify([frame, response]));
  return Object(response);
}

/** Ada does all that a user can do, with and without ids, and others do to her what they can. */
async function plant(): Promise<void> {
  const grace = await visit.connect(visit.mint({ sub: 'grace', roles: ['moderator', 'admin'] }));
  for (const socket of [ada, bob, grace]) await asked(socket, { action: 'joinRoom', room, follow: true });
  const say = (socket: typeof ada, text: string, more: object = {}) =>
    asked(socket, { action: 'sendMessage', room, text, ...more });
  const kept = await say(bob, 'kept by bob');
  const bobs = await say(bob, 'deleted by ada', { mentions: [ADA] });
  await say(bob, 'mentions ada', { mentions: [ADA] });
  await say(ada, 'secret-1', { meta: { note: 'secret-meta' } });
  const own = await say(ada, 'secret-2', { clientMessageId: 'secret-id' });
  for (const clientMessageId of [undefined, 'secret-edit']) {
    const { seq, id } = own;
    await asked(ada, { action: 'editMessage', room, seq, id, text: 'secret-3', clientMessageId });
  }
  for (const clientMessageId of [undefined, 'secret-react']) {
    const { seq, id } = kept;
    await asked(ada, { action: 'react', room, seq, id, reaction: `r${clientMessageId}`, clientMessageId });
  }
  await asked(ada, { action: 'react', room, seq: own.seq, id: own.id, reaction: '👍' });
  await asked(bob, { action: 'react', room, seq: own.seq, id: own.id, reaction: '👍' });
  const gone = await say(ada, 'secret-4');
  for (const { seq, id } of [gone, bobs]) await asked(ada, { action: 'deleteMessage', room, seq, id });
  await say(ada, 'secret-7', { clientMessageId: 'secret-7' });
  await say(ada, 'secret-8', { clientMessageId: 'secret-8' });
  await asked(ada, { action: 'announce', text: 'secret-5' });
  const direct = { action: 'sendMessage', room: undefined };
  await asked(ada, { ...direct, with: 'bob', text: 'secret-6' });
  await asked(bob, { ...direct, with: ADA, text: 'to you' });
  const { epoch, seq } = kept;
  await asked(ada, { action: 'markRead', room, upTo: { epoch, seq } });
  await asked(ada, { action: 'report', room, seq, id: kept.id, reason: 'because' });
  await asked(ada, { action: 'block', userId: 'eve' });
  await asked(grace, { action: 'invite', room: 'private.board', userId: ADA });
  await asked(bob, { action: 'block', userId: ADA });
}

const flags = () => ['--table', 'ChatTable', '--endpoint', server.endpoint];
const eraseFlags = () => [
  ...['--user', ADA, '--callback', stack.managementUrl, '--record', record, '--settle', '0'],
  ...flags(),
];

/** Kills the command when it is about to delete one more row. */
async function killedAtDelete(nth: number): Promise<void> {
  const argv = [...toolCommand('dev/src/erase-user/cli.ts'), ...eraseFlags()];
  const child = spawn(process.execPath, argv, { env: cleanEnvironment(CREDENTIALS), stdio: 'ignore' });
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
  expect(signal).toBe('SIGKILL');
}

/** The keys of the rows that lead to Ada, but for those that are left on purpose. */
async function found(endpoint: string, table: string): Promise<readonly string[]> {
  const rows = [...(await allRows(endpoint, table))].filter(([, row]) => MARKED.test(row));
  const isLeft = (key: string, row: string) =>
    LEFT.some((left) => left.test(key)) || row.includes('mentions ada');
  return rows.flatMap(([key, row]) => (isLeft(key, row) ? [] : [key]));
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
  reviewer = await startReviewer(decide);
  stack = await startLocalStack({
    params: {
      floodMessages: '1000',
      reviewFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:review',
    },
    endpoints: { lambda: reviewer.endpoint },
    log: (line: unknown) => logged.push(JSON.stringify(line)),
  });
  server = await startBackupServer(stack.databaseUrl);
  visit = new Visit({ url: stack.url, token: '', mint: minter(stack.secret) });
  ada = await visit.connect(visit.mint({ sub: ADA, name: NAME, roles: ['admin'] }));
  bob = await visit.connect(visit.mint({ sub: 'bob' }));
  await plant();
});
afterAll(async () => {
  await visit.end();
  await server.close();
  await stack.close();
  reviewer.close();
  rmSync(folder, { recursive: true });
});

describe('the data of a user', () => {
  let at: Date;

  it('is exported whole, in plain shapes', async () => {
    const rows = (await exported(ADA))
      .trim()
      .split('\n')
      .map((line) => Object(JSON.parse(line)));
    const text = JSON.stringify(rows);
    for (const one of ['1', '3', '5', '6', 'seven', 'meta', 'reason'])
      expect(text).toContain(`secret-${one}`);
    expect(new Set(rows.map(({ row }) => row))).toEqual(
      new Set(['moderation', 'connection', 'room', 'invitation', 'block', 'record', 'entry']),
    );
    expect(text).not.toMatch(/kept by bob|to you/);
  });

  it('is erased, also where the command was killed half-way, and nothing is found but what the report names', async () => {
    at = await server.operations.keep('ChatTable');
    await killedAtDelete(6);
    expect((await found(stack.databaseUrl, 'ChatTable')).length).toBeGreaterThan(0);
    const run = await runTool('dev/src/erase-user/cli.ts', [...eraseFlags(), '--json'], CREDENTIALS);
    expect([run.code, run.stderr]).toEqual([0, expect.stringMatching(/erased .* so far/)]);
    expect(await found(stack.databaseUrl, 'ChatTable')).toEqual([]);
    const { left, erased } = JSON.parse(run.stdout);
    expect(Object.keys(erased)).toContain('messages');
    expect(left.map(({ what }: { readonly what: string }) => what).join()).toMatch(
      /mentions.*blocks.*audit.*backups.*logs/,
    );
    expect(server.asked.filter((operation) => /Scan|Transact/.test(operation))).toEqual([]);
  });

  it('is in no page, no resume and no export of others, and their open clients were told', async () => {
    const told = bob?.unread.filter(({ type }) => type === 'erased') ?? [];
    expect(new Set(told.map((frame) => Object(frame).room)).size).toBe(3);
    const page = await asked(bob, { action: 'listMessages', room });
    const again = await visit.connect(visit.mint({ sub: 'bob' }));
    const resumed = await asked(again, { action: 'joinRoom', room, after: { epoch: page.epoch, seq: 1 } });
    const direct = await asked(bob, { action: 'listMessages', with: 'cyd' });
    const rooms = await asked(bob, { action: 'listRooms' });
    for (const frame of [page, resumed, direct, rooms]) {
      expect(JSON.stringify(frame).replaceAll(`"mentions":["${ADA}"]`, '')).not.toMatch(MARKED);
    }
    expect(JSON.stringify(page)).toContain('kept by bob');
    const theirs = (await exported('bob')).split('\n').filter((line) => MARKED.test(line));
    expect(theirs.filter((line) => !/"row":"block"|mentions ada/.test(line))).toEqual([]);
  });

  it('is in no log, by name or text', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.filter((line) => /Zelda|secret/.test(line))).toEqual([]);
  });

  it('is erased again in a table that is restored from before', async () => {
    const argv = ['--from', 'ChatTable', '--to', 'copy', '--at', at.toISOString().replace('.000Z', 'Z')];
    Object.assign(server.operations.state('copy'), { looksUntilActive: 0, changesTooEarly: 0 });
    server.onAsked = () =>
      void Object.assign(server.operations.state('copy'), { looksUntilActive: 0, changesTooEarly: 0 });
    const run = await runTool(
      'dev/src/restore/cli.ts',
      [...argv, '--erasures', record, '--endpoint', server.endpoint],
      CREDENTIALS,
    );
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('copy: 1 users erased again')]);
    expect(await found(stack.databaseUrl, 'copy')).toEqual([]);
    expect([...(await allRows(stack.databaseUrl, 'copy')).values()].join()).toContain('kept by bob');
  });
});
