import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LossyDay } from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { DynamoConnectionRepository, DynamoMessageRepository } from '../src/index.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { minimalTable } from './fresh-table.js';

let engine: Engine;
beforeAll(async () => {
  engine = await startQuickEngine();
});
afterAll(() => engine?.stop());

it('a day on DynamoDB in which every second $disconnect is lost locks no user out and leaves no row', async () => {
  const { close, ...table } = await minimalTable(engine.endpoint);
  const clock = new ManualClock(Date.now());
  const stores = {
    clock,
    connections: new DynamoConnectionRepository({ ...table, clock }),
    messages: new DynamoMessageRepository({ ...table, clock }),
  };
  const report = await new LossyDay(stores, 2_026).play(['ada'], [0.02, 0.04]);
  expect(report.opened).toBeGreaterThan(100);
  expect(report.lost).toBeGreaterThan(50);
  await close();
});
