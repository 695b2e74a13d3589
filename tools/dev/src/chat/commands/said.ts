import type { WireEntry } from '@serverless-ws/chat-protocol';

/** A message that was shown. */
export interface SaidMessage {
  readonly seq: number;
  readonly id: string;
  readonly sender: { readonly id: string; readonly name: string };
}

/** Messages that are remembered: what a command may mean is among the last. */
const REMEMBERED = 200;

/** What was said in the room on the screen: which message a command is about, and who is meant by a name. */
export class Said {
  readonly #messages: SaidMessage[] = [];
  readonly #idByName = new Map<string, string>();

  add({ kind, seq, id, sender }: WireEntry): void {
    this.#idByName.set(sender.name.toLowerCase(), sender.id);
    if (kind !== 'message' && kind !== 'announcement') return;
    this.#messages.push({ seq, id, sender });
    if (this.#messages.length > REMEMBERED) this.#messages.shift();
  }

  /** The last message of a user by their id; `null` where there is none. */
  lastOf(userId: string | undefined): SaidMessage | null {
    return this.#messages.findLast(({ sender }) => sender.id === userId) ?? null;
  }

  /** The last message of any other user. */
  lastOfOthers(userId: string | undefined): SaidMessage | null {
    return this.#messages.findLast(({ sender }) => sender.id !== userId) ?? null;
  }

  /** The name of the sender of a message. */
  senderOf(id: string): string | null {
    return this.#messages.find((message) => message.id === id)?.sender.name ?? null;
  }

  /** The id of the user with a name, in any case of letters. */
  idOf(name: string): string | null {
    return this.#idByName.get(name.toLowerCase()) ?? null;
  }

  /** The ids of the users whom a text names by `@name`, ten at most. */
  mentionedIn(text: string): readonly string[] {
    const names = [...text.matchAll(/(?<!\S)@([^\s@:,;!?]+)/gu)].map(([, name]) => this.idOf(name ?? ''));
    return [...new Set(names.filter((id) => id !== null))].slice(0, 10);
  }
}
