import { LIMITS, membershipEnd, type Clock, type Identity, type Recipient } from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../../contracts/expectation.js';

/** A client of the simulation, over one connection after another. */
export interface Listener {
  /** Whether an invitation alone lets it into the room. */
  readonly isGuest: boolean;
  /** The open connection, or `null`. */
  connectionId: string | null;
  identity: Identity;
}

/** A connection that was made once. */
interface Known {
  readonly listener: Listener;
  readonly identity: Identity;
  readonly connectedAt: number;
  /** Whether a ban that began after its connect has been carried out. */
  isBanned: boolean;
}

/** A decision about the guest's invitation, from when its request began. */
export interface Decision {
  /** Epoch milliseconds. */
  readonly until: number;
  /** Whether its request has ended, however it ended. */
  readonly isOver: () => boolean;
}

/** Milliseconds after an end in which a broadcast that began before may still post. */
const GRACE = 1_000;

/** Knows who may read, from what was asked for and what was carried out, and from nothing that the stores say. */
export class RightsOracle {
  readonly #known = new Map<string, Known>();
  /** Those of which the last may be in force, or still may come into force. */
  #decisions: readonly Decision[] = [];
  /** Those that no longer hold, and since when. */
  #revoked: readonly { readonly decision: Decision; readonly at: number }[] = [];
  #changes = 0;

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A listener has opened a connection, with the identity that it has now. */
  connect(listener: Listener, connectionId: string): void {
    const { identity } = listener;
    this.#known.set(connectionId, { listener, identity, connectedAt: this.#clock.now(), isBanned: false });
  }

  /**
   * The request for an invitation begins. Returns what to call when it was carried out: those whose requests had ended
   * before it began hold no longer.
   */
  decide(decision: Decision): () => void {
    const earlier = this.#decisions.filter(({ isOver }) => isOver());
    this.#decisions = [...this.#decisions, decision];
    this.#changes += 1;
    return () => {
      const at = this.#clock.now();
      const ended = this.#decisions.filter((one) => earlier.includes(one));
      this.#revoked = [...this.#revoked, ...ended.map((one) => ({ decision: one, at }))];
      this.#decisions = this.#decisions.filter((one) => !earlier.includes(one));
    };
  }

  /** The connections that a ban has to end. */
  connectionsOf(userId: string): readonly string[] {
    return [...this.#known].filter(([, { identity }]) => identity.userId === userId).map(([id]) => id);
  }

  /** A ban was carried out. */
  ban(connectionIds: readonly string[]): void {
    for (const id of connectionIds) {
      const known = this.#known.get(id);
      if (known !== undefined) known.isBanned = true;
    }
  }

  /**
   * Checks a member that a broadcast has read.
   * @throws BrokenPromise for one who may not read now, or not for as long as the row says
   */
  expectMember({ connectionId, until = Infinity }: Recipient): void {
    const known = this.#known.get(connectionId);
    const end = known === undefined ? -Infinity : this.#end(known);
    if (until <= end) return;
    const who = known?.identity.userId ?? 'no user';
    throw new BrokenPromise(`may not read: ${who} on ${connectionId} until ${until}, but until ${end}`);
  }

  /**
   * Checks a post that begins: the right of an open connection may have ended a second ago, and no earlier.
   * @throws BrokenPromise
   */
  expectPost(connectionId: string): void {
    const known = this.#known.get(connectionId);
    if (known === undefined) return;
    const since = this.#clock.now() - GRACE;
    const recent = this.#revoked.filter(({ at }) => at >= since).map(({ decision }) => decision);
    if (this.#end(known, [...this.#decisions, ...recent]) > since) return;
    throw new BrokenPromise(`posted too late: to ${known.identity.userId}, whose right ended a second ago`);
  }

  /**
   * To be called before a request; the result after it has succeeded.
   * @throws BrokenPromise for one that was allowed at no time of the request
   */
  expectAllowed(listener: Listener): () => void {
    const [allowed, changes] = [this.#mayAct(listener), this.#changes];
    const { identity } = listener;
    return () => {
      if (allowed || changes !== this.#changes || this.#mayAct(listener)) return;
      throw new BrokenPromise(`may not act: ${identity.userId} was allowed to`);
    };
  }

  #mayAct({ connectionId }: Listener): boolean {
    const known = connectionId === null ? undefined : this.#known.get(connectionId);
    return known !== undefined && this.#end(known) > this.#clock.now();
  }

  #end({ listener, identity, connectedAt, isBanned }: Known, decisions = this.#decisions): number {
    if (isBanned) return -Infinity;
    const expiresAt = connectedAt + LIMITS.connectionLife;
    const invited = Math.max(-Infinity, ...decisions.map(({ until }) => until));
    return membershipEnd({ identity, expiresAt }, listener.isGuest ? { until: invited } : {});
  }
}
