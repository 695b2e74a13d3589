import type { MessageReview, ReviewedMessage, ReviewVerdict } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract, type ContractCase } from './contract.js';
import { must, mustEqual } from './expectation.js';

/** What decides about a message in a harness: a verdict, any other value, nothing at all, or a failure. */
export type ReviewAnswer =
  { readonly verdict: ReviewVerdict } | { readonly value: unknown } | 'silence' | 'failure';

/** What the contract of {@link MessageReview} needs. An answer that the adapter does not support goes into `lacks`. */
export interface MessageReviewHarness extends Closable {
  readonly review: MessageReview;
  /** What is answered from now on. */
  answer(answer: ReviewAnswer): Promise<void> | void;
  /** What was asked so far, as what decides was told it. */
  asked(): Promise<readonly ReviewedMessage[]> | readonly ReviewedMessage[];
}

const MESSAGE: ReviewedMessage = {
  kind: 'message',
  room: 'dm.x',
  sender: { id: 'ada', name: 'Ada "Ä" 🎉' },
  to: 'bob',
  content: { text: 'hi\n"you" 🎉', meta: { a: [1, null] }, mentions: ['bob'] },
  target: { seq: 7, id: 'id-7' },
  clientMessageId: 'm-1',
};

const VERDICTS: readonly ReviewVerdict[] = [
  { verdict: 'accept' },
  { verdict: 'replace', content: { text: 'h* 🎉', meta: { b: 1 }, mentions: ['bob'] } },
  { verdict: 'reject', reason: 'Be kind. 🎉' },
];

/** What is no verdict. */
const NONSENSE: readonly unknown[] = [
  ...[null, 7, 'accept', [], {}, { verdict: 'maybe' }, { verdict: 'reject' }, { verdict: 'replace' }],
  { verdict: 'replace', content: {} },
  { verdict: 'replace', content: { text: 7 } },
];

async function rejects(review: MessageReview, what: string): Promise<void> {
  const verdict = await review.review(MESSAGE).then(
    (decided) => JSON.stringify(decided),
    () => null,
  );
  must(verdict === null, `review() must reject where ${what}, and not decide: it returned ${verdict}`);
}

function undecided(title: string, needs: string, answer: ReviewAnswer): ContractCase<MessageReviewHarness> {
  return {
    title,
    needs,
    async run(harness) {
      await harness.answer(answer);
      await rejects(harness.review, `the answer is ${needs}`);
      await harness.answer({ verdict: { verdict: 'accept' } });
      mustEqual(
        await harness.review.review(MESSAGE),
        { verdict: 'accept' },
        'review() must decide again once there is an answer',
      );
    },
  };
}

/** Everything that `MessageReview` guarantees. */
export const messageReviewContract: Contract<MessageReviewHarness> = contractOf('MessageReview', [
  {
    title: 'shows the whole message, and returns each verdict as it was given',
    async run({ review, answer, asked }) {
      for (const verdict of VERDICTS) {
        await answer({ verdict });
        mustEqual(await review.review(MESSAGE), verdict, 'review() must return the verdict unchanged');
      }
      mustEqual(await asked(), [MESSAGE, MESSAGE, MESSAGE], 'review() must show the message unchanged, once');
    },
  },
  {
    title: 'rejects an answer that is no verdict',
    needs: 'nonsense',
    async run(harness) {
      for (const value of NONSENSE) {
        await harness.answer({ value });
        await rejects(harness.review, `the answer is ${JSON.stringify(value)}`);
      }
    },
  },
  undecided('rejects where what decides fails', 'failure', 'failure'),
  undecided('rejects in time where there is no answer', 'silence', 'silence'),
]);
