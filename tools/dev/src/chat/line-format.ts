import type { WireEntry } from '@serverless-ws/chat-protocol';
import { printable } from './printable.js';

/** Makes the lines of the terminal chat, with colours or without. */
export class LineFormat {
  readonly #colours: boolean;

  constructor(colours: boolean) {
    this.#colours = colours;
  }

  /** Something that was said, or what became of it. */
  entry(entry: WireEntry): string {
    const time = this.#paint(2, new Date(entry.sentAt).toTimeString().slice(0, 5));
    const name = printable(entry.sender.name);
    if (entry.kind === 'message')
      return `${time} ${this.#paint(this.#hue(entry.sender.id), `${name}:`)} ${printable(entry.text)}`;
    if (entry.kind === 'announcement')
      return `${time} ${this.#paint(1, `${name} announces: ${printable(entry.text)}`)}`;
    if (entry.kind === 'deletion') return this.notice(`${name} deleted message ${entry.target.seq}`);
    return `${time} ${this.#paint(2, `${name} (deleted)`)}`;
  }

  /** Something about the chat itself. */
  notice(text: string): string {
    return this.#paint(2, `* ${printable(text)}`);
  }

  /** The same of six colours for the same person. */
  #hue(id: string): number {
    return 31 + ([...id].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 6);
  }

  #paint(code: number, text: string): string {
    return this.#colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
