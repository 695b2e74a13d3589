import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Message } from '@serverless-ws/chat-domain';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { DynamoMessageRepository } from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';

const clock = new ManualClock(Date.now());
const message: Message = {
  ...{ kind: 'message', seq: 1, id: 'm1', text: 'hi', sender: { id: 'ada', name: 'Ada' } },
  ...{ reservedAt: clock.now(), expiresAt: clock.now() + 60_000 },
};
const { text, ...signed } = message;
const target = { seq: 1, id: 'm1' };

let engine: Engine;
let table: FreshTable;

beforeAll(async () => {
  engine = await startDynalite();
  table = await freshTable(engine.endpoint);
  const log = new DynamoMessageRepository({ ...table, clock });
  await log.append('tea', { ...message, meta: { a: 1 }, mentions: ['bob'], replyTo: target });
  await log.append('tea', { ...signed, seq: 2, id: 'e2', kind: 'edit', target });
  await log.append('tea', {
    ...signed,
    seq: 3,
    id: 'r3',
    kind: 'reaction',
    target,
    reaction: '👍',
    on: true,
  });
  await log.edit('tea', target, { content: { text, meta: { a: 2 } }, seq: 2, at: 0 });
  await log.react('tea', message, { reaction: '👍', userId: 'ada', seq: 3, on: true });
});
afterAll(async () => {
  await table.close();
  await engine.stop();
});

/** The items of the log, by sort key. */
async function rows(): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>> {
  const { Items = [] } = await table.sdk.send(new ScanCommand({ TableName: table.table }));
  return Object.fromEntries(Items.map((item) => [String(item['SK']).replace(/0{3,}/, ''), item]));
}

it('a release before edits and reactions reads a message by the attributes that it knows', async () => {
  const { x, ttl } = { x: message.expiresAt, ttl: Math.ceil(message.expiresAt / 1_000) };
  expect((await rows())['M#1']).toMatchObject({
    ...{ k: 'm', q: 1, t: message.reservedAt, x, ttl, i: 'm1', u: 'ada', n: 'Ada', b: 'hi' },
  });
});

it('it reads an edit and a reaction as fillers: of kinds that it does not know, at their positions', async () => {
  const known = ['m', 'a', 'v', 't', 'd'];
  for (const seq of [2, 3]) {
    const row = (await rows())[`M#${seq}`];
    expect(row).toMatchObject({ q: seq, t: message.reservedAt, x: message.expiresAt });
    expect(known).not.toContain(row?.['k']);
  }
});

it('it passes over the item of reactions as one that has expired, and DynamoDB deletes that with its message', async () => {
  const items = await rows();
  expect(items['M#1#R']).toMatchObject({ x: 0, ttl: items['M#1']?.['ttl'] });
  expect(Object.keys(items).sort()).toEqual(['M#1', 'M#1#R', 'M#2', 'M#3']);
});
