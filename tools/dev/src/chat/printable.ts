/** Control characters, and those that turn the direction of writing: what could take over a terminal. */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Another user's text, as it may be shown on a terminal: one line, without escape sequences. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '·');
}
