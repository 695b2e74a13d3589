import type { ReviewedMessage, ReviewVerdict } from '@serverless-ws/chat-domain';

/** Words, in lower case. */
export interface WordList {
  /** Shown as stars. */
  readonly masked: readonly string[];
  /** A message with one of them is not accepted. */
  readonly refused: readonly string[];
}

/** A word, whatever letters it is written with: `\w` would know those of English alone. */
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/** Decides about a message by its words. The same message always gets the same verdict. */
export function reviewByWords({ content }: ReviewedMessage, { masked, refused }: WordList): ReviewVerdict {
  const words = content.text.toLowerCase().match(WORDS) ?? [];
  if (words.some((word) => refused.includes(word))) {
    return { verdict: 'reject', reason: 'Please say it without that word.' };
  }
  if (!words.some((word) => masked.includes(word))) return { verdict: 'accept' };
  const text = content.text.replace(WORDS, (word) =>
    masked.includes(word.toLowerCase()) ? '*'.repeat([...word].length) : word,
  );
  return { verdict: 'replace', content: { ...content, text } };
}
