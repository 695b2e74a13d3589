import { Backoff } from '../connection/backoff.js';
import type { CoreFrameOf } from '../connection/core-frame.js';
import type { Session } from '../connection/session.js';
import { Deferred } from '../deferred.js';
import type { Timers } from '../ports/timers.js';
import type { RequestError } from '../request-error.js';
import { addressOf, peerOf } from './address.js';
import { RoomLog, type Cursor, type RoomLogListener } from './room-log.js';

/** How long a gap may close by itself before a request, and the random time on top: PROTOCOL.md. */
const PATIENCE = 2_000;
const PATIENCE_JITTER = 1_000;
/** The longest wait between requests that bring nothing. */
const PATIENCE_CAP = 30_000;

/**
 * The least time between two joins of a room whose membership ends again and again, in milliseconds: the local clock may
 * be ahead of the server's, or the server may take back each join that it accepts.
 */
const LEAST_MEMBERSHIP = 10_000;

/** What a {@link SyncedRoom} needs. */
export interface SyncedRoomDependencies {
  readonly timers: Timers;
  readonly random: () => number;
  readonly listener: RoomLogListener;
  /** This session is, or may be, no longer in the room: it should join again. */
  readonly onLost: (room: string, session: Session) => void;
}

/** One room that this client is in, or a direct one: its log, and the requests that fill the log's gaps. */
export class SyncedRoom {
  readonly #dependencies: SyncedRoomDependencies;
  readonly log: RoomLog;
  readonly #backoff: Backoff;
  /** Sessions that have joined the room. */
  readonly #joinedOn = new WeakSet<Session>();
  /** Resolves when the room was first joined, on a session in use; rejects when it is left before. */
  readonly joined = new Deferred<void>();
  /** Why the server has taken the client out; `null` once a join is accepted. */
  removal: string | null = null;
  /** Whether the next join is to put the room among those of the user. */
  follows = false;
  /** How many sessions the server has ended because of a frame that it was sent while they joined. */
  strikes = 0;
  /** How often a session was taken out. */
  #losses = 0;
  /** When it may join again after the next time, by `elapsed` of {@link Timers}. */
  #joinsAgainAt = 0;
  #session: Session | null = null;
  #cancelJoin: () => void = () => undefined;
  #cancelAsking: (() => void) | null = null;

  constructor(
    readonly name: string,
    after: Cursor | null,
    dependencies: SyncedRoomDependencies,
  ) {
    this.#dependencies = dependencies;
    this.log = new RoomLog(dependencies.listener, after);
    this.#backoff = new Backoff(PATIENCE, PATIENCE_CAP, () => 1);
  }

  isJoinedOn(session: Session): boolean {
    return this.#joinedOn.has(session);
  }

  /**
   * Joins, and catches up with everything missed.
   * @throws RequestError
   */
  async join(session: Session): Promise<void> {
    const losses = this.#losses;
    const asked = this.log.ask();
    const response = await this.#enter(session, asked);
    // What took the session out may have overtaken the response, or come after it.
    if (losses !== this.#losses) return this.join(session);
    this.follows = false;
    this.removal = null;
    this.#joinedOn.add(session);
    this.#session = session;
    this.strikes = 0;
    this.#cancelJoin();
    if ('until' in response && response.until !== undefined) this.#renewAt(response.until, session);
    // A page that was asked for without a cursor has more below it.
    if (this.log.apply(response, asked) && asked !== null) await this.#catchUp(session);
    this.#watch();
  }

  /** Entries pushed to this room. */
  receive({ epoch, messages }: Pick<CoreFrameOf<'messages'>, 'epoch' | 'messages'>): void {
    this.log.receive(epoch, messages);
    this.#watch();
  }

  /** Learns how far the log has come; `false` when that is in another epoch than what was shown. */
  reaches(head: (Cursor & Pick<CoreFrameOf<'ack'>, 'entry'>) | undefined): boolean {
    if (head === undefined) return true;
    const isSameEpoch = head.epoch === this.log.cursor?.epoch;
    if (isSameEpoch) this.log.expect(head.seq);
    this.receive({ epoch: head.epoch, messages: head.entry === undefined ? [] : [head.entry] });
    return isSameEpoch;
  }

  /** The server no longer has this session in the room; `reason`: the one that it gave. */
  lose(session: Session, reason: string | null = null): void {
    this.removal = reason ?? this.removal;
    this.#losses += 1;
    // Otherwise it is joining, and will join once more.
    if (!this.#joinedOn.delete(session)) return;
    const now = this.#dependencies.timers.elapsed();
    const wait = this.#joinsAgainAt - now;
    this.#joinsAgainAt = now + Math.max(0, wait) + LEAST_MEMBERSHIP;
    if (wait > 0) this.joinLater(wait, session);
    else this.#dependencies.onLost(this.name, session);
  }

  /** Joins again after some milliseconds. */
  joinLater(ms: number, session: Session): void {
    const { timers, onLost } = this.#dependencies;
    this.#cancelJoin();
    this.#cancelJoin = timers.after(ms, () => onLost(this.name, session));
  }

  /** Ends it, for this reason. */
  stop(error: RequestError): void {
    this.joined.reject(error);
    this.#cancelAsking?.();
    this.#cancelAsking = null;
    this.#cancelJoin();
    this.#session = null;
  }

  /** A direct room is not joined: its messages are pushed in any case. */
  #enter(session: Session, asked: Cursor | null): Promise<CoreFrameOf<'joined' | 'page'>> {
    const after = asked && { after: asked };
    const address = addressOf(this.name);
    if (peerOf(this.name) !== null) {
      return session.request({ action: 'listMessages', ...address, ...(after ?? { limit: 1 }) }, 'page');
    }
    const follow = this.follows && { follow: true };
    return session.request({ action: 'joinRoom', ...address, ...after, ...follow }, 'joined');
  }

  /** The membership ends at `until`, in epoch milliseconds by the server's clock. */
  #renewAt(until: number, session: Session): void {
    const { timers } = this.#dependencies;
    const ms = Math.max(LEAST_MEMBERSHIP, until - timers.now());
    this.#cancelJoin = timers.after(ms, () => this.lose(session, 'expired'));
  }

  /** Schedules a request for a gap that stays. */
  #watch(): void {
    if (!this.log.isBehind) this.#backoff.reset();
    else if (this.#cancelAsking === null && this.#session?.isEnded === false) this.#askLater();
  }

  #askLater(): void {
    const { timers, random } = this.#dependencies;
    const delay = this.#backoff.next() + random() * PATIENCE_JITTER;
    this.#cancelAsking = timers.after(delay, () => void this.#askNow());
  }

  async #askNow(): Promise<void> {
    const session = this.#session;
    const own = this.#cancelAsking;
    let failed = false;
    try {
      if (session && this.log.isBehind) await this.#catchUp(session);
    } catch {
      // After a session that has ended, the next one joins again.
      failed = session?.isEnded === false;
    }
    if (this.#cancelAsking !== own) return;
    this.#cancelAsking = null;
    if (failed) this.#askLater();
    else this.#watch();
  }

  /** Requests pages until there is no more. */
  async #catchUp(session: Session): Promise<void> {
    let more = true;
    while (more && this.#joinedOn.has(session)) {
      const asked = this.log.ask();
      if (asked === null) return;
      const frame = { action: 'listMessages', ...addressOf(this.name), after: asked, limit: 100 };
      more = this.log.apply(await session.request(frame, 'page'), asked);
      if (asked !== this.log.cursor) this.#backoff.reset();
    }
  }
}
