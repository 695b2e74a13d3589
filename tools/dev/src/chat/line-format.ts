import type { WireEntry } from '@serverless-ws/chat-protocol';
import { printable } from './printable.js';

/** Makes the lines of the terminal chat, with colours or without. */
export class LineFormat {
  readonly #colours: boolean;

  constructor(colours: boolean) {
    this.#colours = colours;
  }

  /**
   * Something that was said, or what became of it.
   * @param answered - the name of the user whose message it answers, if known
   */
  entry(entry: WireEntry, answered: string | null = null): string {
    const time = this.#paint(2, new Date(entry.sentAt).toTimeString().slice(0, 5));
    const name = printable(entry.sender.name);
    const to = answered === null ? '' : ` to ${printable(answered)}`;
    if (entry.kind === 'message')
      return `${time} ${this.#paint(this.#hue(entry.sender.id), `${name}${to}:`)} ${printable(entry.text)}`;
    if (entry.kind === 'announcement')
      return `${time} ${this.#paint(1, `${name} announces: ${printable(entry.text)}`)}`;
    if (entry.kind === 'deletion') return this.notice(`${name} deleted message ${entry.target.seq}`);
    if (entry.kind === 'edit')
      return this.notice(`${name} edited message ${entry.target.seq}: ${entry.text ?? ''}`);
    if (entry.kind === 'reaction')
      return this.notice(`${name} ${entry.on ? 'reacted' : 'took back'} ${entry.reaction}`);
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
