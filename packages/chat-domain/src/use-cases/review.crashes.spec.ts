import { describe, expect, it } from '@jest/globals';
import {
  crashingAt,
  identityOf,
  InMemoryMessageRepository,
  InMemoryMessageReview,
  inMemoryChat,
  intercept,
  ManualClock,
  SequentialIds,
} from '../in-memory/index.js';
import { LIMITS } from '../model/limits.js';
import type { ReviewVerdict } from '../ports/message-review.js';

const ada = { connectionId: 'a', identity: identityOf('ada') };
const hi = { ...ada, kind: 'message' as const, text: 'damn', clientMessageId: 'c-1' };
const published = { as: { id: 'orders', name: 'Orders' }, text: 'damn', clientMessageId: 'c-1' };

/** What each attempt is decided, in its turn. */
const VERDICTS: readonly ReviewVerdict[] = [
  { verdict: 'accept' },
  { verdict: 'replace', content: { text: 'd***' } },
  { verdict: 'reject', reason: 'no' },
];
/** More than the calls of an attempt. */
const STEPS = Array.from({ length: 10 }, (_, index) => index + 1);

/** One attempt that crashes at a call of the store, and two that do not, each decided otherwise. */
async function attempts(kind: 'sent' | 'published', step: number, moment: 'before' | 'after', turn: number) {
  const [clock, ids] = [new ManualClock(), new SequentialIds()];
  const messages = new InMemoryMessageRepository(clock);
  const verdicts: ReviewVerdict[] = [];
  const review = new InMemoryMessageReview();
  review.decideBy(() => {
    const verdict = VERDICTS[(turn + verdicts.length) % VERDICTS.length] ?? { verdict: 'accept' };
    verdicts.push(verdict);
    return verdict;
  });
  const attempt = async (store: InMemoryMessageRepository) => {
    const { chat } = inMemoryChat({ messages: store, review, clock, ids });
    const receipt = kind === 'sent' ? chat.sendMessage.execute(hi) : chat.publishMessage.execute(published);
    return receipt.then(
      ({ seq, id }) => JSON.stringify({ seq, id }),
      (error: Error) => error.message,
    );
  };
  await attempt(intercept(messages, crashingAt(step, moment)));
  // Readers fill what the first attempt left behind, in every other case.
  if (step % 2 === 0) clock.advance(LIMITS.gapAge + 1);
  const results = [await attempt(messages), await attempt(messages)];
  const log = await messages.read('lobby', { from: 1, to: 99, order: 'ascending', limit: 99 });
  const texts = log.flatMap((entry) => ('text' in entry ? [entry.text] : []));
  const record = await messages.findIdempotencyRecord(
    kind === 'sent' ? 'ada' : 'orders',
    kind === 'sent' ? 'c-1' : 'publish c-1',
  );
  return { results, texts, record };
}

describe('a message whose first attempt dies anywhere', () => {
  const cases = (['sent', 'published'] as const).flatMap((kind) =>
    (['before', 'after'] as const).flatMap((moment) => [0, 1, 2].map((turn) => ({ kind, moment, turn }))),
  );

  it.each(cases)(
    'ends as its record says for every further attempt, once in the log or never: $kind, $moment a call, verdict $turn first',
    async ({ kind, moment, turn }) => {
      for (const step of STEPS) {
        const { results, texts, record } = await attempts(kind, step, moment, turn);
        expect(results[0]).toBe(results[1]);
        const expected = record?.replacement?.text ?? 'damn';
        if (record?.rejection === undefined) expect(texts).toEqual([expected]);
        else expect({ results, texts }).toEqual({ results: ['no', 'no'], texts: [] });
      }
    },
  );
});
