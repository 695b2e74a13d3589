import type { MessageReview, ReviewedMessage, ReviewVerdict } from '@serverless-ws/chat-domain';

/** Decides otherwise each time it is asked, also about the same message, and answers nonsense in between. */
export class FickleReview implements MessageReview {
  /** The texts about which it had a decision. */
  readonly decided = new Set<string>();
  #asked = 0;

  async review({ content: { text } }: ReviewedMessage): Promise<ReviewVerdict> {
    this.#asked += 1;
    const nth = this.#asked;
    // Begun elsewhere for each text.
    const turn = (nth + text.length) % 6;
    if (turn === 4) return JSON.parse('{"verdict":"perhaps"}');
    if (turn === 5) return { verdict: 'replace', content: { text: '' } };
    this.decided.add(text);
    if (turn === 0) return { verdict: 'reject', reason: `no ${nth}` };
    if (turn === 1) return { verdict: 'accept' };
    return { verdict: 'replace', content: { text: `${text}, reviewed ${nth}` } };
  }
}
