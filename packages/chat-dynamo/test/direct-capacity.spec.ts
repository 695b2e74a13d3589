import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChat, markReadOf, type Chat } from '@serverless-ws/chat-domain';
import {
  identityOf,
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoAuditLog,
  DynamoMessageRepository,
  DynamoModerationStateRepository,
  DynamoReportedMessages,
  DynamoRoomRulesRepository,
  DynamoRoomHeadRepository,
  DynamoUserRoomRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import { recordCalls, type RecordedCall } from './recorded-calls.js';

const ADA = { connectionId: 'ada', identity: identityOf('ada') };
const BOB = { connectionId: 'bob', identity: identityOf('bob') };

type Step = readonly [what: string, act: (chat: Chat) => Promise<unknown> | undefined, units: string];

const say = (caller: typeof ADA, userId: string, text = 'hi') => ({
  ...caller,
  with: userId,
  kind: 'message' as const,
  text,
});

/** One after the other, with the units that each reads and writes. */
const STEPS: readonly Step[] = [
  ['the first message of the first user', ({ sendMessage }) => sendMessage.execute(say(ADA, 'bob')), 'r4 w7'],
  ['the next one', ({ sendMessage }) => sendMessage.execute(say(ADA, 'bob')), 'r4 w3'],
  [
    'the first message of the second user',
    ({ sendMessage }) => sendMessage.execute(say(BOB, 'ada')),
    'r4 w6',
  ],
  ['the next one', ({ sendMessage }) => sendMessage.execute(say(BOB, 'ada')), 'r4 w3'],
  ['list', ({ listMessages }) => listMessages.execute({ ...ADA, with: 'bob' }), 'r3 w0'],
  ['ping for one', ({ ping }) => ping.execute({ ...ADA, with: ['bob'] }), 'r3 w0'],
  [
    'ping for a hundred',
    ({ ping }) => ping.execute({ ...ADA, with: Array.from({ length: 100 }, (_, index) => `u${index}`) }),
    'r102 w0',
  ],
  ['list, and report a message', reportFirst, 'r5 w2'],
  ['list, and report it again', reportFirst, 'r5 w2'],
  ['send one more, and mark it as read', markAsRead, 'r11 w4'],
  ['list rooms', ({ rooms }) => rooms?.list.execute(ADA), 'r1.5 w0'],
  ['block', ({ block }) => block.execute({ ...ADA, userId: 'bob' }), 'r0 w1'],
  ['be refused', ({ sendMessage }) => sendMessage.execute(say(BOB, 'ada')).catch(() => null), 'r2 w0'],
  ['unblock', ({ unblock }) => unblock.execute({ ...ADA, userId: 'bob' }), 'r0 w1'],
];

/** Bob has read all that Ada and he have written. */
async function markAsRead({ ports, sendMessage }: Chat): Promise<void> {
  const { userRooms } = ports;
  if (userRooms === undefined) throw new TypeError('The chat keeps lists of rooms.');
  const { epoch, seq } = await sendMessage.execute(say(BOB, 'ada'));
  await markReadOf({ ...ports, userRooms }).execute({ ...BOB, with: 'ada', upTo: { epoch, seq } });
}

/** Bob reports what Ada has written first. */
async function reportFirst({ listMessages, moderation }: Chat): Promise<void> {
  const { entries } = await listMessages.execute({ ...BOB, with: 'ada', limit: 100 });
  const [first] = entries;
  if (first === undefined || moderation === undefined) throw new TypeError('There is a message to report.');
  await moderation.report.execute({ ...BOB, with: 'ada', seq: first.seq, id: first.id });
}

const clock = new ManualClock(Date.now());

describe('what a direct message costs, in units read and written', () => {
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let chat: Chat;

  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    const at = { ...table, clock };
    chat = createChat({
      connections: new DynamoConnectionRepository(at),
      heads: new DynamoRoomHeadRepository(at),
      messages: new DynamoMessageRepository(at),
      userRooms: new DynamoUserRoomRepository(at),
      blocks: new DynamoBlockRepository(table),
      moderation: {
        moderationStates: new DynamoModerationStateRepository(at),
        rules: new DynamoRoomRulesRepository(at),
        audit: new DynamoAuditLog(table),
        reported: new DynamoReportedMessages(at),
      },
      gateway: new InMemoryMessageGateway(clock),
      clock,
      ids: new SequentialIds(),
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    });
    for (const caller of [ADA, BOB]) await chat.connect.execute(caller);
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  it.each(STEPS)('%s', async (_, act, units) => {
    calls.length = 0;
    await act(chat);
    const isRead = ({ command }: RecordedCall) => /^(Get|BatchGet|Query)/.test(command);
    const sum = (some: readonly RecordedCall[]) => some.reduce((total, call) => total + call.units, 0);
    const [reads, writes] = [calls.filter(isRead), calls.filter((call) => !isRead(call))];
    expect(`r${sum(reads)} w${sum(writes)}`).toBe(units);
    expect(calls.filter(({ command }) => /Scan|Transact/.test(command))).toEqual([]);
  });
});
