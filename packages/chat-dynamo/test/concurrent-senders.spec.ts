import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChat, LIMITS, type MessageRepository } from '@serverless-ws/chat-domain';
import { failBefore, withFaults } from '@serverless-ws/chat-contracts';
import {
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
} from '@serverless-ws/chat-domain/in-memory';
import { DynamoConnectionRepository, DynamoMessageRepository } from '../src/index.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { minimalTable } from './fresh-table.js';

const SENDERS = 200;
/** One sender in so many dies after it has reserved a position, and does not retry. */
const DEADLY = 10;

describe('two hundred senders at once in one room', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startQuickEngine();
  });
  afterAll(() => engine.stop());

  it('lose nothing and duplicate nothing, though each sends twice, and leave no gap once it is filled', async () => {
    const { close, ...table } = await minimalTable(engine.endpoint);
    const clock = new ManualClock(Date.now());
    const connections = new DynamoConnectionRepository({ ...table, clock });
    const messages = new DynamoMessageRepository({ ...table, clock });
    let ids = 0;
    const chatOf = (repository: MessageRepository) =>
      createChat({
        connections,
        messages: repository,
        gateway: new InMemoryMessageGateway(clock),
        clock,
        ids: { next: () => `id-${(ids += 1)}` },
        digest: new PlainDigest(),
        logger: new RecordingLogger(),
      });
    const chat = chatOf(messages);
    const dying = chatOf(
      withFaults(messages, [{ on: 'putIfAbsent', fault: failBefore(() => new Error('died')) }]),
    );
    const say = async (sender: number) => {
      const identity = { userId: `user-${sender}`, name: 'U', roles: [], expiresAt: null };
      const { sendMessage } = sender % DEADLY === 0 ? dying : chat;
      const message = {
        kind: 'message',
        text: `text ${sender}`,
        clientMessageId: 'the-same-for-all',
      } as const;
      return sendMessage.execute({ identity, connectionId: `c-${sender}`, ...message });
    };
    const senders = Array.from({ length: SENDERS * 2 }, (_, index) => index % SENDERS);
    const outcomes = await Promise.allSettled(senders.map(say));
    const acked = outcomes.flatMap((outcome, index) =>
      outcome.status === 'fulfilled' ? [`${outcome.value.seq} text ${senders[index]}`] : [],
    );
    expect(acked).toHaveLength(2 * SENDERS * (1 - 1 / DEADLY));
    clock.advance(LIMITS.gapAge + 1);
    const reader = { identity: { userId: 'r', name: 'R', roles: [], expiresAt: null }, connectionId: 'r' };
    const { epoch, seq: head } = await messages.getOrCreate('lobby', 'e', clock.now());
    for (let after = { epoch, seq: 0 }; after.seq < head;) {
      const page = await chat.listMessages.execute({ ...reader, after, limit: 100 });
      expect([page.recovered, page.from]).toEqual([true, after.seq + 1]);
      after = { epoch, seq: page.through };
    }
    const log = await messages.read('lobby', { from: 1, to: head, order: 'ascending', limit: head });
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    const said = log.flatMap((entry) => (entry.kind === 'message' ? [`${entry.seq} ${entry.text}`] : []));
    expect([...new Set(acked)].sort()).toEqual([...said].sort());
    await close();
  });
});
