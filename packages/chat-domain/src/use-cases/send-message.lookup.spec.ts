import { describe, expect, it } from '@jest/globals';
import { createChat } from '../create-chat.js';
import { failing, freezing, intercept } from '../in-memory/fixtures/intercept.js';
import type { PortCall } from '../in-memory/fixtures/intercept.js';
import {
  identityOf,
  InMemoryMessageGateway,
  inMemoryStores,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '../in-memory/index.js';

type Meet = (call: PortCall) => Promise<unknown>;

const pass: Meet = ({ proceed }) => proceed();
const ada = { connectionId: 'a', identity: identityOf('ada') };
const hi = { ...ada, kind: 'message' as const, text: 'hi', clientMessageId: 'c-1' };

/** A chat with flood control, of one message in ten seconds. */
async function fixture(log: Meet, states: Meet = pass, connecting: Meet = pass) {
  const clock = new ManualClock();
  const stores = inMemoryStores(clock);
  const messages = intercept(stores.messages, log);
  const moderationStates = intercept(stores.moderation.moderationStates, states);
  const connections = intercept(stores.connections, connecting);
  const moderation = { ...stores.moderation, moderationStates };
  const others = {
    clock,
    logger: new RecordingLogger(),
    ids: new SequentialIds(),
    digest: new PlainDigest(),
  };
  const gateway = new InMemoryMessageGateway(clock);
  const ports = { ...stores, ...others, connections, gateway, messages, moderation, random: () => 1 / 2 };
  const chat = createChat(ports, { flood: { messages: 1, window: 10_000, hardLimit: 9 } });
  await chat.connect.execute(ada);
  return chat;
}

describe('an earlier attempt', () => {
  it('is looked up while this one is counted', async () => {
    const { meet, thaw } = freezing('recordAttempt');
    let noteAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      noteAsked = resolve;
    });
    const log: Meet = ({ method, proceed }) => {
      if (method === 'findIdempotencyRecord') noteAsked();
      return proceed();
    };
    const chat = await fixture(log, meet);
    const sent = chat.sendMessage.execute(hi);
    await asked;
    thaw();
    expect(await sent).toMatchObject({ seq: 1, duplicate: false });
  });

  it('is looked up, and this one counted, while the sender is looked for in the room', async () => {
    const asked: string[] = [];
    const note: Meet = ({ method, proceed }) => {
      asked.push(method);
      return proceed();
    };
    const { meet: looking, thaw } = freezing('find');
    const chat = await fixture(note, note, looking);
    asked.length = 0;
    const sent = chat.sendMessage.execute({ ...hi, room: 'tea' });
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(asked.sort()).toEqual(['findIdempotencyRecord', 'recordAttempt']);
    thaw();
    await expect(sent).rejects.toMatchObject({ code: 'not_joined' });
  });

  it('that cannot be looked up does not hide that this one was too fast', async () => {
    const chat = await fixture(failing('findIdempotencyRecord', 2));
    await chat.sendMessage.execute(hi);
    await expect(chat.sendMessage.execute(hi)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('that cannot be looked up fails a message that is in time', async () => {
    const chat = await fixture(failing('findIdempotencyRecord'));
    await expect(chat.sendMessage.execute(hi)).rejects.toThrow('store down');
  });
});
