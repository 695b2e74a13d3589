import type { Message, MessageReference } from '../model/log-entry.js';
import type { ReactionMark } from '../model/reaction.js';

/** The marks of one message, by reaction and user. */
interface Summary {
  readonly id: string;
  readonly expiresAt: number;
  readonly marks: ReadonlyMap<string, ReactionMark>;
}

/** The reactions to the messages of all rooms, in a map. */
export class InMemoryReactions {
  #summaries = new Map<string, Summary>();

  /** A copy that later changes of this one do not change. */
  snapshot(): InMemoryReactions {
    const copy = new InMemoryReactions();
    copy.#summaries = new Map(this.#summaries);
    return copy;
  }

  /** Sets the mark of a user, unless a later one is there. */
  note(
    room: string,
    { seq, id, expiresAt }: Pick<Message, 'seq' | 'id' | 'expiresAt'>,
    mark: ReactionMark,
  ): void {
    const key = keyOf(room, seq);
    const there = this.#summaries.get(key);
    const marks = new Map(there?.id === id ? there.marks : []);
    const name = JSON.stringify([mark.reaction, mark.userId]);
    const earlier = marks.get(name);
    if (earlier !== undefined && earlier.seq >= mark.seq) return;
    const { reaction, userId, on } = mark;
    this.#summaries.set(key, {
      id,
      expiresAt,
      marks: marks.set(name, { reaction, userId, seq: mark.seq, on }),
    });
  }

  /** The marks of a message that have not expired at `now`. */
  of(room: string, { seq, id }: MessageReference, now: number): readonly ReactionMark[] {
    const summary = this.#summaries.get(keyOf(room, seq));
    if (summary === undefined || summary.id !== id || summary.expiresAt <= now) return [];
    return [...summary.marks.values()];
  }

  /** Removes the marks of a user on a message. */
  forget(room: string, { seq, id }: MessageReference, userId: string): void {
    const key = keyOf(room, seq);
    const there = this.#summaries.get(key);
    if (there === undefined || there.id !== id) return;
    const marks = new Map([...there.marks].filter(([, mark]) => mark.userId !== userId));
    this.#summaries.set(key, { ...there, marks });
  }

  /** Deletes what has expired by `now`. */
  deleteExpired(now: number): void {
    for (const [key, { expiresAt }] of this.#summaries) if (expiresAt <= now) this.#summaries.delete(key);
  }
}

function keyOf(room: string, seq: number): string {
  return JSON.stringify([room, seq]);
}
