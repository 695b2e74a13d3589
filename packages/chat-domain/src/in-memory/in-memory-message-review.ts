import type { MessageReview, ReviewedMessage, ReviewVerdict } from '../ports/message-review.js';

/** Decides as it is told, and accepts what it is not told of. For tests. */
export class InMemoryMessageReview implements MessageReview {
  /** What it was asked, in order. */
  readonly asked: ReviewedMessage[] = [];
  #decide: (message: ReviewedMessage) => ReviewVerdict | Promise<ReviewVerdict> = () => ({
    verdict: 'accept',
  });

  /** Decides by this from now on; what it throws is a review without a decision. */
  decideBy(decide: (message: ReviewedMessage) => ReviewVerdict | Promise<ReviewVerdict>): void {
    this.#decide = decide;
  }

  async review(message: ReviewedMessage): Promise<ReviewVerdict> {
    this.asked.push(message);
    return this.#decide(message);
  }
}
