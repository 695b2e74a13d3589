import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChat, type Caller, type Chat } from '@serverless-ws/chat-domain';
import {
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import type { RecordedCall } from './recorded-calls.js';
import { recordCalls } from './recorded-calls.js';

const ada: Caller = {
  connectionId: 'a',
  identity: { userId: 'ada', name: 'Ada', roles: [], expiresAt: null },
};

describe('what a resume reads', () => {
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let chat: Chat;
  let epoch: string;

  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
    const clock = new ManualClock(Date.now());
    const at = { ...table, clock };
    chat = createChat({
      connections: new DynamoConnectionRepository(at),
      heads: new DynamoRoomHeadRepository(at),
      messages: new DynamoMessageRepository(at),
      gateway: new InMemoryMessageGateway(clock),
      clock,
      ids: new SequentialIds(),
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    });
    await chat.connect.execute(ada);
    for (let seq = 1; seq <= 60; seq += 1) {
      const receipt = await chat.sendMessage.execute({ ...ada, kind: 'message', text: `text ${seq}` });
      epoch = receipt.epoch;
    }
    calls = recordCalls(table.sdk);
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  /** What a resume from a position read, besides what it returned. */
  async function resume(seq: number) {
    calls.length = 0;
    const page = await chat.joinRoom.execute({ ...ada, after: { epoch, seq } });
    expect(page).toMatchObject({ recovered: true, from: seq + 1, through: 60, more: false });
    const queries = calls.filter(({ command }) => command === 'QueryCommand');
    const gets = calls.filter(({ command }) => command !== 'QueryCommand');
    return {
      returned: page.entries.length,
      read: queries.reduce((sum, { items }) => sum + items, 0),
      units: queries.map(({ units }) => units),
      gets: gets.map(({ command, input, units }) => [command, Object(input['Key']).SK, units]),
    };
  }

  const GETS = [
    ['GetItemCommand', 'C', 1],
    ['GetItemCommand', 'HEAD', 1],
  ];

  it('is the connection and the head, where nothing was missed', async () => {
    expect(await resume(60)).toEqual({ returned: 0, read: 0, units: [], gets: GETS });
  });

  it('is those, the cursor entry and what it returns, where little was missed', async () => {
    expect(await resume(55)).toEqual({ returned: 5, read: 6, units: [1], gets: GETS });
  });

  it('is those and what it returns, where much was missed, and nothing twice', async () => {
    const { returned, read, units, gets } = await resume(0);
    expect({ returned, read, gets }).toEqual({ returned: 60, read: 60, gets: GETS });
    // 60 short entries are some 12 KB: a unit for each 4 KB of each query.
    expect(units.reduce((sum, unit) => sum + unit)).toBeLessThanOrEqual(5);
  });
});
