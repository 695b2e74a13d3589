import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createChat, type ChatSettings, type Identity } from '@serverless-ws/chat-domain';
import {
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoRoomRulesRepository,
  DynamoModerationStateRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import type { RecordedCall } from './recorded-calls.js';
import { recordCalls } from './recorded-calls.js';

const FLOOD = { messages: 2, window: 10_000, hardLimit: 40 };
const ada: Identity = { userId: 'auth0|507f1f77bcf86cd799439011', name: 'Ada', roles: [], expiresAt: null };

describe('what a message costs', () => {
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let clock: ManualClock;

  beforeAll(async () => {
    engine = await startDynalite();
  });
  beforeEach(async () => {
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    clock = new ManualClock(Date.now());
  });
  afterAll(() => engine.stop());

  /** A chat on the table, with Ada in it; reports the write units of each of her actions. */
  async function chatOf(settings: ChatSettings) {
    const at = { ...table, clock };
    const gateway = new InMemoryMessageGateway(clock);
    const chat = createChat(
      {
        connections: new DynamoConnectionRepository(at),
        heads: new DynamoRoomHeadRepository(at),
        messages: new DynamoMessageRepository(at),
        moderation: {
          moderationStates: new DynamoModerationStateRepository(at),
          rules: new DynamoRoomRulesRepository(at),
          audit: new DynamoAuditLog(at),
        },
        gateway,
        clock,
        ids: new SequentialIds(),
        digest: new PlainDigest(),
        logger: new RecordingLogger(),
      },
      settings,
    );
    await chat.connect.execute({ connectionId: 'a', identity: ada });
    // Makes the lobby, which costs more than a message does later.
    await chat.joinRoom.execute({ connectionId: 'a', identity: ada });
    let count = 0;
    const send = async () => {
      calls.length = 0;
      count += 1;
      const message = { kind: 'message', text: 'See you at eight?', clientMessageId: `m-${count}` } as const;
      const code = await chat.sendMessage.execute({ identity: ada, connectionId: 'a', ...message }).then(
        () => 'sent',
        (error: { code: string }) => error.code,
      );
      const writes = calls.filter(({ command }) => /Put|Update|Delete|Write/.test(command));
      return { code, units: writes.reduce((sum, { units }) => sum + units, 0) };
    };
    return { chat, send, gateway };
  }

  it('is three and a half read units and three write units to connect', async () => {
    const { chat } = await chatOf({ connectionsPerUser: 50 });
    await chat.connect.execute({ connectionId: 'a1', identity: ada });
    calls.length = 0;
    await chat.connect.execute({ connectionId: 'a2', identity: ada });
    const halves = calls.filter(({ input }) => input['ConsistentRead'] === false);
    // The lobby's head, the state and the connections of the user; the latter two once more, now that it is added.
    expect(halves.map(({ units }) => units)).toEqual([0.5, 0.5, 0.5]);
    const others = calls.filter((call) => !halves.includes(call));
    expect(others.map(({ command, units }) => `${command} ${units}`).sort()).toEqual([
      'BatchWriteItemCommand 2',
      'GetItemCommand 1',
      'PutItemCommand 1',
      'QueryCommand 1',
    ]);
    await table.close();
  });

  it('is three write units without flood control', async () => {
    const { send } = await chatOf({});
    expect(await send()).toEqual({ code: 'sent', units: 3 });
    await table.close();
  });

  it('is exactly one more with it, and one alone for a message that is rejected, which costs no post', async () => {
    const { send, gateway } = await chatOf({ flood: FLOOD });
    for (let count = 0; count < FLOOD.messages; count += 1) {
      expect(await send()).toEqual({ code: 'sent', units: 4 });
    }
    for (let count = 0; count < 35; count += 1) {
      expect(await send()).toEqual({ code: 'rate_limited', units: 1 });
    }
    expect(gateway.attempts('a')).toBe(FLOOD.messages);
    await table.close();
  });
});
