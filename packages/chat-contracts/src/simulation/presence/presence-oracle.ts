import type { MemberList } from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../../contracts/expectation.js';

/** Whether a connection is in the room: surely, surely not, or as an operation that failed or still runs has left it. */
type Place = 'in' | 'out' | 'unsure';

interface Known {
  readonly userId: string;
  place: Place;
  /** Grows with everything that is done with the membership. */
  changes: number;
  running: number;
}

/** A request that changes a membership. */
export interface Change {
  /** It has succeeded. */
  done(place: 'in' | 'out'): void;
  /** It has failed, or crashed: the membership is unsure. */
  failed(): void;
}

/** Knows who is in the room, from what was asked for and carried out, and from nothing that the stores say. */
export class PresenceOracle {
  readonly #known = new Map<string, Known>();

  /** A connection has been opened, and is in no room but the lobby. */
  connect(connectionId: string, userId: string): void {
    this.#known.set(connectionId, { userId, place: 'out', changes: 0, running: 0 });
  }

  /** A request about the membership begins. Of several at once, none says what they come to. */
  change(connectionId: string): Change {
    const known = this.#of(connectionId);
    const alone = known.running === 0;
    known.running += 1;
    known.changes += 1;
    known.place = 'unsure';
    const { changes } = known;
    return {
      done: (place) => {
        known.running -= 1;
        if (alone && known.changes === changes) known.place = place;
      },
      failed: () => {
        known.running -= 1;
      },
    };
  }

  /** A connection has broken: its rows stay until the server learns of it. */
  breakOff(connectionId: string): void {
    const known = this.#of(connectionId);
    known.changes += 1;
    if (known.place === 'in') known.place = 'unsure';
  }

  /** All rows of some connections have been deleted, after which no join can succeed. */
  end(connectionIds: readonly string[]): void {
    for (const known of connectionIds.map((id) => this.#of(id))) {
      known.place = 'out';
      known.changes += 1;
    }
  }

  /** The connections that are not `open` any more, and of which no request is under way. */
  broken(open: ReadonlySet<string>): readonly string[] {
    return [...this.#known].filter(([id, { running }]) => running === 0 && !open.has(id)).map(([id]) => id);
  }

  /** Whether a connection surely is in the room. */
  isIn(connectionId: string): boolean {
    return this.#of(connectionId).place === 'in';
  }

  /** The connections that a user has had. */
  connectionsOf(userId: string): readonly string[] {
    return this.#byUser().get(userId) ?? [];
  }

  /** The users who surely are in the room, in order. */
  present(): readonly string[] {
    return this.#users((places) => places.includes('in'));
  }

  /**
   * To be called when a list is asked for; the result with the list.
   * @throws BrokenPromise where a user is missing who was in the room all the time, or one is in it who was not
   */
  expectList(): (list: MemberList) => void {
    const before = this.#snapshot();
    return ({ users, count, more }) => {
      const listed = new Set(users.map(({ id }) => id));
      if (listed.size !== users.length || count !== users.length || more)
        throw new BrokenPromise(`not each user once: ${users.map(({ id }) => id).join()} of ${count}`);
      const stayed = this.#unchanged(before);
      for (const userId of stayed('in', 'some'))
        if (!listed.has(userId)) throw new BrokenPromise(`not listed: ${userId} is in the room`);
      for (const userId of stayed('out', 'every'))
        if (listed.has(userId)) throw new BrokenPromise(`listed: ${userId} is not in the room`);
    };
  }

  #snapshot(): ReadonlyMap<string, number> {
    return new Map([...this.#known].map(([id, { changes }]) => [id, changes]));
  }

  /** The users some or all of whose connections have been in a place since a snapshot. */
  #unchanged(before: ReadonlyMap<string, number>) {
    const isSince = (place: Place) => (id: string) => {
      const known = this.#of(id);
      return known.place === place && before.get(id) === known.changes;
    };
    return (place: Place, how: 'some' | 'every'): readonly string[] =>
      [...this.#byUser()].filter(([, ids]) => ids[how](isSince(place))).map(([userId]) => userId);
  }

  #users(holds: (places: readonly Place[]) => boolean): readonly string[] {
    return [...this.#byUser()]
      .filter(([, ids]) => holds(ids.map((id) => this.#of(id).place)))
      .map(([userId]) => userId)
      .sort();
  }

  #byUser(): ReadonlyMap<string, readonly string[]> {
    const users = new Map<string, string[]>();
    for (const [id, { userId }] of this.#known) users.set(userId, [...(users.get(userId) ?? []), id]);
    return users;
  }

  #of(connectionId: string): Known {
    const known = this.#known.get(connectionId);
    if (known === undefined) throw new RangeError(`${connectionId} was never opened.`);
    return known;
  }
}
