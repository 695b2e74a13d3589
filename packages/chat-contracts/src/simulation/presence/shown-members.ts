import type { MemberList, Person, PresenceEvent } from '@serverless-ws/chat-domain';

/** Milliseconds after which a client shows that a user has left, if no later join has come by then. */
const GRACE = 15_000;

/** What a client knows of one user. */
interface Known {
  readonly isThere: boolean;
  /** The `sentAt` of what says so. */
  readonly at: number;
  /** Until when the user is shown all the same: a leave that a hint told. */
  readonly shownUntil: number;
}

/** The users in a room as a client shows them, by the rules of PROTOCOL.md: the newest counts, and a leave waits. */
export class ShownMembers {
  readonly #known = new Map<string, Known>();

  /** A hint has arrived. */
  hint({ joined, left, sentAt }: PresenceEvent): void {
    for (const { id } of left) {
      const known = this.#known.get(id);
      if (known !== undefined && known.at < sentAt && known.isThere)
        this.#known.set(id, { isThere: false, at: sentAt, shownUntil: sentAt + GRACE });
    }
    for (const person of joined) this.#see(person, sentAt);
  }

  /** A list has arrived. */
  list({ users, more, sentAt }: MemberList): void {
    const listed = new Set(users.map(({ id }) => id));
    for (const person of users) this.#see(person, sentAt);
    if (more) return;
    for (const [id, known] of this.#known) {
      if (listed.has(id) || known.at > sentAt) continue;
      const { shownUntil } = known.isThere ? { shownUntil: sentAt } : known;
      this.#known.set(id, { isThere: false, at: sentAt, shownUntil });
    }
  }

  /** The ids of the users who are shown at `now` (epoch milliseconds), in order. */
  shown(now: number): readonly string[] {
    return [...this.#known]
      .filter(([, { isThere, shownUntil }]) => isThere || shownUntil > now)
      .map(([id]) => id)
      .sort();
  }

  #see({ id }: Person, sentAt: number): void {
    const known = this.#known.get(id);
    if (known !== undefined && known.at > sentAt) return;
    this.#known.set(id, { isThere: true, at: sentAt, shownUntil: Infinity });
  }
}
