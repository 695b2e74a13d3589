/** What was written in each room and not sent: it waits while the user looks into another room. */
export class Drafts {
  readonly #texts = new Map<string, string>();

  /** The draft of a room; empty for none. */
  of(room: string): string {
    return this.#texts.get(room) ?? '';
  }

  /** Keeps the draft of a room; an empty one forgets it. */
  keep(room: string, text: string): void {
    if (text === '') this.#texts.delete(room);
    else this.#texts.set(room, text);
  }
}
