import { describe, expect, it } from '@jest/globals';
import {
  failing,
  identityOf,
  InMemoryMessageReview,
  inMemoryChat,
  intercept,
  moderatedChat,
} from '../in-memory/index.js';
import type { ChatSettings } from '../model/chat-settings.js';
import { LIMITS } from '../model/limits.js';
import type { ReviewVerdict } from '../ports/message-review.js';
import { createChat } from '../create-chat.js';

const ada = { connectionId: 'a', identity: identityOf('ada', { name: 'Ada' }) };
const hi = { ...ada, kind: 'message' as const, text: 'damn', clientMessageId: 'c-1' };
const replace = (text: string): ReviewVerdict => ({ verdict: 'replace', content: { text } });
const reject = (reason: string): ReviewVerdict => ({ verdict: 'reject', reason });

async function fixture(settings: ChatSettings = {}) {
  const review = new InMemoryMessageReview();
  const store = inMemoryChat({ review }, settings);
  await store.chat.connect.execute(ada);
  const texts = async () => {
    const range = { from: 1, to: 100, order: 'ascending', limit: 100 } as const;
    const read = await store.messages.read('lobby', range);
    return read.map((entry) => ('text' in entry ? entry.text : entry.kind));
  };
  const send = (more: object = {}) => store.chat.sendMessage.execute({ ...hi, ...more });
  return { ...store, review, texts, send };
}

describe('a message that is reviewed', () => {
  it('is shown to the review as it was sent, and stored as it is where that accepts', async () => {
    const { send, review, texts } = await fixture();
    await send({ meta: { a: 1 }, mentions: ['bob'] });
    expect(review.asked).toStrictEqual([
      {
        kind: 'message',
        room: 'lobby',
        sender: { id: 'ada', name: 'Ada' },
        content: { text: 'damn', meta: { a: 1 }, mentions: ['bob'] },
        clientMessageId: 'c-1',
      },
    ]);
    expect(await texts()).toEqual(['damn']);
  });

  it('that is rejected reserves nothing, and a retry gets the same reason without another review', async () => {
    const { send, review, heads, texts } = await fixture();
    review.decideBy(() => reject('Be kind.'));
    await expect(send()).rejects.toMatchObject({ code: 'rejected', message: 'Be kind.', retryable: false });
    review.decideBy(() => ({ verdict: 'accept' }));
    await expect(send()).rejects.toMatchObject({ code: 'rejected', message: 'Be kind.' });
    expect(review.asked).toHaveLength(1);
    expect(await heads.find('lobby')).toBeNull();
    await expect(send({ text: 'other' })).rejects.toMatchObject({ code: 'client_message_id_reused' });
    await send({ clientMessageId: undefined });
    expect(await texts()).toEqual(['damn']);
  });

  it('that is replaced is pushed and stored so, and a retry of the original is the same message', async () => {
    const { send, review, texts, gateway } = await fixture();
    review.decideBy(() => replace('d***'));
    const first = await send();
    review.decideBy(() => replace('****'));
    expect(await send()).toEqual({ ...first, duplicate: true });
    expect(await texts()).toEqual(['d***']);
    expect(JSON.stringify(gateway.received('a'))).not.toContain('damn');
    await expect(send({ text: 'd***' })).rejects.toMatchObject({ code: 'client_message_id_reused' });
  });

  it('keeps its first verdict also where the first attempt died before it was stored', async () => {
    const { heads, messages, clock, ids } = await fixture();
    const review = new InMemoryMessageReview();
    const shared = { heads, review, clock, ids };
    const dying = inMemoryChat({ ...shared, messages: intercept(messages, failing('append')) });
    review.decideBy(() => replace('d***'));
    await expect(dying.chat.sendMessage.execute(hi)).rejects.toThrow('store down');
    const second = inMemoryChat({ ...shared, messages });
    review.decideBy(() => reject('no'));
    await second.chat.sendMessage.execute(hi);
    const [stored] = await messages.read('lobby', { from: 1, to: 9, order: 'ascending', limit: 9 });
    expect(stored).toMatchObject({ text: 'd***', seq: 1 });
    expect(review.asked).toHaveLength(1);
  });

  it.each<[string, ReviewVerdict, ReviewVerdict, (string | undefined)[]]>([
    ['a rejection', reject('first'), { verdict: 'accept' }, ['first', 'first']],
    ['a replacement', replace('d***'), reject('second'), [undefined, undefined]],
    ['an acceptance', { verdict: 'accept' }, replace('****'), [undefined, undefined]],
  ])('obeys %s that was stored first, when two attempts run at once', async (_, first, second, reasons) => {
    const { send, review, texts } = await fixture();
    let stored: () => void = () => undefined;
    const isStored = new Promise<void>((resolve) => (stored = resolve));
    review.decideBy(async () => {
      if (review.asked.length === 1) return first;
      await isStored;
      return second;
    });
    const one = send().catch((error: unknown) => error);
    const two = send().catch((error: unknown) => error);
    const results = [await one];
    stored();
    results.push(await two);
    expect(review.asked).toHaveLength(2);
    expect(results.map((result) => (result instanceof Error ? result.message : undefined))).toEqual(reasons);
    const kept = (await texts()).filter((text) => text !== 'filler');
    expect(kept).toEqual(
      first.verdict === 'reject' ? [] : [first.verdict === 'replace' ? first.content.text : 'damn'],
    );
  });

  it('of a backend is reviewed as well, and known as one', async () => {
    const { chat, review } = await fixture();
    review.decideBy(({ published }) => (published === true ? replace('ok') : { verdict: 'accept' }));
    await chat.publishMessage.execute({ as: { id: 'orders', name: 'Orders' }, text: 'damn' });
    expect(review.asked).toMatchObject([{ published: true }]);
  });
});

describe('a review without a decision', () => {
  const nonsense: readonly unknown[] = [
    null,
    {},
    { verdict: 'maybe' },
    { verdict: 'reject' },
    { verdict: 'reject', reason: ' ' },
    { verdict: 'replace' },
    { verdict: 'replace', content: { text: '' } },
    { verdict: 'replace', content: { text: 'x'.repeat(LIMITS.textBytes + 1) } },
    { verdict: 'replace', content: { text: 7 } },
  ];

  it.each(nonsense)('such as %j lets a message pass, and says so in the log', async (answer) => {
    const { send, review, texts, logger } = await fixture();
    review.decideBy(() => JSON.parse(JSON.stringify(answer)));
    await send();
    expect(await texts()).toEqual(['damn']);
    expect(logger.messages('error')).toEqual(['review failed']);
  });

  it('refuses a message in rooms where reviews are required, for now: nothing is recorded', async () => {
    const { send, review, texts, chat } = await fixture({ reviewRequired: ['lobby'] });
    review.decideBy(() => Promise.reject(new Error('down')));
    await expect(send()).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    await expect(send({ room: 'tea', clientMessageId: 'c-2' })).resolves.toMatchObject({ seq: 1 });
    review.decideBy(() => replace('d***'));
    await send();
    expect(await texts()).toEqual(['d***']);
  });
});

describe('an edit that is reviewed', () => {
  async function edited(decide: ReviewVerdict) {
    const all = await fixture();
    const { seq, id } = await all.send();
    all.review.decideBy(() => decide);
    const edit = () =>
      all.chat.editMessage.execute({ ...ada, seq, id, text: 'hell', clientMessageId: 'e-1' });
    return { ...all, edit };
  }

  it('is replaced at the message, and leaves no copy in its record', async () => {
    const { edit, texts, messages, review } = await edited(replace('h***'));
    const first = await edit();
    review.decideBy(() => reject('no'));
    expect(await edit()).toEqual({ ...first, duplicate: true });
    expect(await texts()).toEqual(['h***', 'edit']);
    expect(await messages.findIdempotencyRecord('ada', 'e-1')).not.toHaveProperty('replacement');
    expect(review.asked[1]).toMatchObject({ kind: 'edit', content: { text: 'hell' }, target: { seq: 1 } });
  });

  it('that is rejected changes nothing, also when it is sent again', async () => {
    const { edit, texts } = await edited(reject('no'));
    const rejected = { code: 'rejected' };
    await expect(edit()).rejects.toMatchObject(rejected);
    await expect(edit()).rejects.toMatchObject(rejected);
    expect(await texts()).toEqual(['damn']);
  });
});

describe('the deletion of a message that was replaced', () => {
  it.each([false, true])('leaves no copy of the replacement (published: %s)', async (published) => {
    const base = moderatedChat();
    const review = new InMemoryMessageReview();
    const chat = createChat({ ...base.chat.ports, review }, {});
    review.decideBy(() => replace('d***'));
    const caller = await base.connect(identityOf('ada'));
    const { seq, id } = published
      ? await chat.publishMessage.execute({
          as: { id: 'ada', name: 'Ada' },
          text: 'x',
          clientMessageId: 'c-1',
        })
      : await chat.sendMessage.execute({ ...hi, ...caller });
    const key = published ? 'publish c-1' : 'c-1';
    expect(await base.messages.findIdempotencyRecord('ada', key)).toHaveProperty('replacement');
    await chat.moderation?.deleteMessage.execute({ ...caller, seq, id });
    expect(await base.messages.findIdempotencyRecord('ada', key)).not.toHaveProperty('replacement');
  });
});
