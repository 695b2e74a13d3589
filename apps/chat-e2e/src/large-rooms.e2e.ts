import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultHook } from '@serverless-ws/apigw-emulator';
import { ChatClient } from '@serverless-ws/chat-client';
import {
  startLocalStack,
  type LocalStack,
  type LocalStackOptions,
} from '@serverless-ws/local-stack/start-local-stack.js';
import { openPermittedTables, type PermittedTables } from '@serverless-ws/scenarios/permitted-tables.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { ChatSocket } from '@serverless-ws/scenarios/chat-socket.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { RoomShards } from './room-shards.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';

const ROOM = 'stadium';
const SHARDS = 8;
const MEMBERS = 16;

let stack: LocalStack;
let visit: Visit;
let shards: RoomShards;
let faults: FaultHook;
let batches: number;
let folder: string;
let tables: PermittedTables | undefined;

/** The chat as it is deployed, except that what a dead worker held is handed out again after seconds, not minutes. */
function impatientDeployment(): string {
  const infrastructure = 'node_modules/@serverless-ws/chat-lambda/infrastructure';
  for (const name of ['serverless.yml', infrastructure])
    cpSync(join(workspaceRoot, name), join(folder, name), { recursive: true });
  const queue = join(folder, infrastructure, 'queue.yml');
  const text = readFileSync(queue, 'utf8').replace(/VisibilityTimeout: \d+/, 'VisibilityTimeout: 3');
  writeFileSync(queue, text);
  return join(folder, 'serverless.yml');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'large-rooms-'));
  [faults, batches, tables] = [() => undefined, 0, undefined];
});

async function start(options: LocalStackOptions = {}): Promise<void> {
  stack = await startLocalStack({
    queue: true,
    onInvoke: (name) => (batches += name === 'broadcast' ? 1 : 0),
    gateway: { faults: (operation) => faults(operation) },
    ...options,
  });
  visit = new Visit({ url: stack.url, token: '', mint: minter(stack.secret) });
  shards = new RoomShards(stack.databaseUrl, stack.deployment.tables[0]?.TableName ?? '', ROOM);
}

afterEach(async () => {
  // Each disconnect is still written to the table.
  await stack.gateway.close(10_000);
  await stack.close();
  tables?.close();
  visit.end();
  shards.close();
  rmSync(folder, { recursive: true });
});

async function member(): Promise<ChatSocket> {
  const socket = await visit.connect(visit.mint());
  await socket.ask({ action: 'joinRoom', room: ROOM });
  return socket;
}

const members = (count: number) => Promise.all(Array.from({ length: count }, member));

async function say(socket: ChatSocket, text: string): Promise<void> {
  expect(await socket.ask({ action: 'sendMessage', room: ROOM, text })).toMatchObject({ type: 'ack' });
}

/** The positions that a socket is pushed, in their order, doubles included, until it has all up to a position. */
async function pushed(socket: ChatSocket, through: number): Promise<readonly number[]> {
  const seqs: number[] = [];
  while (new Set(seqs).size < through) {
    const { messages } = await socket.next('messages', ({ room }) => room === ROOM);
    seqs.push(...messages.map(({ seq }) => seq));
  }
  return seqs;
}

/** Two members whom the same worker serves in one go. */
async function neighbours(): Promise<readonly [string, string]> {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const [one, another] = await shards.membersOf(shard);
    if (one !== undefined && another !== undefined) return [one, another];
  }
  throw new Error('more members than shards, and no two in one');
}

const upTo = (through: number) => Array.from({ length: through }, (_, index) => index + 1);

describe('a room of several shards', () => {
  it('is served by workers: everyone is pushed everything once, in order', async () => {
    await start();
    await shards.growTo(SHARDS);
    const everyone = await members(MEMBERS);
    for (const [index, socket] of everyone.slice(0, 6).entries()) await say(socket, `message ${index}`);
    const heard = await Promise.all(everyone.map((socket) => pushed(socket, 6)));
    await Promise.all(everyone.map((socket) => socket.alive()));

    expect(batches).toBeGreaterThan(0);
    expect(heard).toEqual(everyone.map(() => upTo(6)));
    expect(everyone.flatMap(({ unread }) => unread.filter(({ type }) => type === 'messages'))).toEqual([]);
  });

  it('whose worker is killed half-way is served by the next: everyone gets everything, and once by its position', async () => {
    await start({ serverlessFile: impatientDeployment() });
    await shards.growTo(SHARDS);
    const everyone = await members(MEMBERS);
    const [reached, unreached] = await neighbours();
    const posts = new Set<string>();
    let halfWay = () => {};
    const held = new Promise<void>((resolve) => (halfWay = resolve));
    faults = (operation) => {
      if (operation.kind !== 'management') return undefined;
      posts.add(operation.connectionId);
      if (posts.has(reached) && posts.has(unreached)) halfWay();
      return operation.connectionId === unreached ? { outcome: 'drop' } : undefined;
    };
    await say(everyone[0] as ChatSocket, 'before');
    await held;
    await stack.crash('broadcast');
    faults = () => undefined;
    await say(everyone[1] as ChatSocket, 'while no worker runs');
    const heard = await Promise.all(everyone.map((socket) => pushed(socket, 2)));

    expect(heard.map((seqs) => [...new Set(seqs)])).toEqual(everyone.map(() => upTo(2)));
    // Those whom the dead worker had reached hear it again, and drop it by its position.
    expect(heard.filter(({ length }) => length > 2).length).toBeGreaterThan(0);
  });

  it('whose workers may not use the table is served seconds after they may: everyone is pushed everything once', async () => {
    const actions = new Set<string>();
    tables = await openPermittedTables(new Map([['broadcast', actions]]));
    const { address } = tables;
    let fail = () => {};
    const failed = new Promise<void>((resolve) => (fail = resolve));
    await start({
      tableAddress: (name, endpoint) => (name === 'broadcast' ? address(name, endpoint) : endpoint),
      log: (_, text) => void (text.includes('broadcast failed') && fail()),
    });
    await shards.growTo(SHARDS);
    const everyone = await members(MEMBERS);
    await say(everyone[0] as ChatSocket, 'before');
    await failed;
    for (const action of ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'])
      actions.add(`dynamodb:${action}`);
    const heard = await Promise.all(everyone.map((socket) => pushed(socket, 1)));
    await Promise.all(everyone.map((socket) => socket.alive()));

    expect(heard).toEqual(everyone.map(() => upTo(1)));
    expect(everyone.flatMap(({ unread }) => unread.filter(({ type }) => type === 'messages'))).toEqual([]);
  });
});

describe('a room that grows', () => {
  it('loses no member and no message while members come, go and talk', async () => {
    await start();
    const stayers = await members(6);
    const visitor = async (name: string) => {
      const client = new ChatClient({ url: stack.url, getToken: () => visit.mint({ sub: name }) });
      const stays: number[][] = [];
      let enough = () => {};
      client.on('message', ({ room, entry }) => {
        if (room !== ROOM) return;
        stays.at(-1)?.push(entry.seq);
        if (stays.at(-1)?.length === 3) enough();
      });
      client.connect();
      for (let stay = 1; stay <= 2; stay += 1) {
        stays.push([]);
        const heard = new Promise<void>((resolve) => (enough = resolve));
        await client.join(ROOM);
        await heard;
        await client.leave(ROOM);
      }
      client.close();
      return stays;
    };
    let isOver = false;
    const visitors = Promise.all(['ada', 'bob', 'eve'].map(visitor)).finally(() => (isOver = true));
    let said = 0;
    for (; !isOver || said < 30; said += 1) {
      if (said === 5 || said === 10 || said === 15) await shards.growTo(2 ** (said / 5));
      await say(stayers[said % 6] as ChatSocket, `message ${said}`);
    }
    const heard = await Promise.all(stayers.map((socket) => pushed(socket, said)));

    expect(heard.map((seqs) => [...seqs].sort((a, b) => a - b))).toEqual(stayers.map(() => upTo(said)));
    for (const stay of (await visitors).flat()) {
      const [first = 0] = stay;
      expect(stay).toEqual(stay.map((_, index) => first + index));
    }
    expect(batches).toBeGreaterThan(0);
  });
});
