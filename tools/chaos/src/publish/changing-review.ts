import { randomOf } from '@serverless-ws/chat-contracts';
import type { MessageReview, ReviewedMessage, ReviewVerdict } from '@serverless-ws/chat-domain';

/** Parts of what a backend publishes that are rejected, and that are replaced. */
const REJECTED = 0.25;
const REPLACED = 0.15;

/** Decides about what a backend publishes, by chance, and so otherwise when it is asked again; accepts what users send. */
export class ChangingReview implements MessageReview {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  async review({ published, content }: ReviewedMessage): Promise<ReviewVerdict> {
    const chance = published === true ? this.#random() : 1;
    if (chance < REJECTED) return { verdict: 'reject', reason: 'This is not for customers.' };
    if (chance > REJECTED + REPLACED) return { verdict: 'accept' };
    return { verdict: 'replace', content: { text: `${content.text} (reviewed)` } };
  }
}
