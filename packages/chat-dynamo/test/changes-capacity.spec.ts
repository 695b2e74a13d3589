import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChat, LIMITS, LogReader, type Chat, type ChatPorts } from '@serverless-ws/chat-domain';
import {
  identityOf,
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
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
import { recordCalls, type RecordedCall } from './recorded-calls.js';

const ada = { connectionId: 'a', identity: identityOf('auth0|507f1f77bcf86cd799439011') };
const READS = /^(?:Get|Query|BatchGet)/;

describe('what edits and reactions cost', () => {
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let chat: Chat;
  let ids = 0;
  let target: { seq: number; id: string };

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
      ids: { next: () => `f0a1b2c3d4e5f607182${String((ids += 1)).padStart(13, '0')}` },
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    });
    await chat.connect.execute(ada);
    const { seq, id: messageId } = await say();
    target = { seq, id: messageId };
    calls = recordCalls(table.sdk);
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  const say = () =>
    chat.sendMessage.execute({
      ...ada,
      kind: 'message',
      text: 'See you at eight, then?',
      clientMessageId: id(),
    });
  const id = () => `01J9ZQ3K7V8W4N2M6P5T0${String((ids += 1)).padStart(5, '0')}`;

  /** The units of each write, and the number of the reads. */
  async function costOf(work: () => Promise<unknown>) {
    calls.length = 0;
    await work();
    const writes = calls.filter(({ command }) => !READS.test(command)).map(({ units }) => units);
    // The members that it is pushed to are read as for any message.
    const reads = calls.filter(
      ({ command, input }) => READS.test(command) && !/^R#/.test(partitionOf(input)),
    );
    return { writes, reads: reads.map(({ units }) => units) };
  }

  it('is four write units for an edit of a short message, and two reads', async () => {
    const text = 'See you at nine, then?';
    const edit = () => chat.editMessage.execute({ ...ada, ...target, text, clientMessageId: id() });
    expect(await costOf(edit)).toEqual({ writes: [1, 1, 1, 1], reads: [1, 1] });
    const bare = () => chat.editMessage.execute({ ...ada, ...target, text });
    expect(await costOf(bare)).toEqual({ writes: [1, 1, 1, 1], reads: [1] });
  });

  it('is four write units for a reaction, the first and those after it, and three reads', async () => {
    for (const on of [true, false, true]) {
      const react = () =>
        chat.react.execute({ ...ada, ...target, reaction: '👍', on, clientMessageId: id() });
      expect(await costOf(react)).toEqual({ writes: [1, 1, 1, 1], reads: [1, 1, 1] });
    }
  });

  it('is no query more for a page with reactions to every message than for one without', async () => {
    const { heads, messages, clock } = chat.ports;
    const reader = new LogReader({ heads, messages, clock, retention: LIMITS.retentionDefault });
    const queries = async (room: string, hasReactions: boolean) => {
      await fill(chat.ports, room, hasReactions);
      const head = await heads.getOrCreate(room, 'e', clock.now());
      const counts: number[] = [];
      for (const limit of [1, 5, 10, 20]) {
        const pages = [
          () => reader.latest(head, limit),
          () => reader.before(head, 20, limit),
          () => reader.after(head, { epoch: 'e', seq: 2 }, limit),
        ];
        for (const page of pages) {
          const { reads } = await costOf(async () => {
            const { entries } = await page();
            expect(entries.filter((entry) => 'reactions' in entry).length).toBe(
              hasReactions ? entries.length : 0,
            );
          });
          counts.push(reads.length);
        }
      }
      return counts;
    };
    expect(await queries('reacted', true)).toEqual(await queries('plain', false));
  });
});

/** Twenty-four short messages, with three reactions to each, or none. */
async function fill(
  { heads, messages }: Pick<ChatPorts, 'heads' | 'messages'>,
  room: string,
  hasReactions: boolean,
): Promise<void> {
  // Old enough that no position is in flight.
  const reservedAt = Date.now() - 60_000;
  const sender = { id: 'auth0|507f1f77bcf86cd799439011', name: 'Ada Lovelace' };
  for (let nth = 1; nth <= 24; nth += 1) {
    const { seq } = await heads.reserveNext(
      room,
      'e',
      reservedAt,
      undefined,
      hasReactions ? 'reaction' : 'message',
    );
    const entry = { kind: 'message', id: `m${seq}`, text: 'See you at eight, then?', sender } as const;
    const message = { ...entry, seq, reservedAt, expiresAt: reservedAt + LIMITS.retentionDefault };
    await messages.append(room, message);
    if (!hasReactions) continue;
    for (const userId of ['ada', 'bob', 'carol']) {
      await messages.react(room, message, { reaction: '👍', userId, seq, on: true });
    }
  }
}

function partitionOf(input: Readonly<Record<string, unknown>>): string {
  const values = input['ExpressionAttributeValues'];
  return typeof values === 'object' && values !== null && ':p' in values ? String(values[':p']) : '';
}
