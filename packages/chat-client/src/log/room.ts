import type { ServerFrameOf } from '@serverless-ws/chat-protocol';
import { Backoff } from '../connection/backoff.js';
import type { Session } from '../connection/session.js';
import type { Timers } from '../ports/timers.js';
import { isAboutSession, requestError } from '../request-error.js';
import { RoomLog, type Cursor, type RoomLogListener } from './room-log.js';

/** How long a gap may close by itself before it is asked about, and the random time on top: PROTOCOL.md. */
const PATIENCE = 2_000;
const PATIENCE_JITTER = 1_000;
/** How long to wait at most between questions that bring nothing. */
const PATIENCE_CAP = 30_000;

/** What a {@link Room} needs. */
export interface RoomDependencies {
  readonly timers: Timers;
  readonly random: () => number;
  readonly listener: RoomLogListener;
}

/** One room that this client is in: its log, and the questions that fill the log's gaps. */
export class Room {
  readonly #dependencies: RoomDependencies;
  readonly log: RoomLog;
  readonly #backoff: Backoff;
  /** Sessions on which the server has put us into the room. */
  readonly #joinedOn = new WeakSet<Session>();
  #session: Session | null = null;
  #cancelAsking: (() => void) | null = null;

  constructor(
    readonly name: string,
    after: Cursor | null,
    dependencies: RoomDependencies,
  ) {
    this.#dependencies = dependencies;
    this.log = new RoomLog(dependencies.listener, after);
    this.#backoff = new Backoff(PATIENCE, PATIENCE_CAP, () => 1);
  }

  isJoinedOn(session: Session): boolean {
    return this.#joinedOn.has(session);
  }

  /**
   * Joins, and catches up with all that was missed.
   * @throws RequestError
   */
  async join(session: Session): Promise<void> {
    const asked = this.log.ask();
    const joined = await session.request(
      { action: 'joinRoom', room: this.name, ...(asked !== null && { after: asked }) },
      'joined',
    );
    this.#joinedOn.add(session);
    this.#session = session;
    if (this.log.apply(joined, asked)) await this.#catchUp(session);
    this.#watch();
  }

  /** News of this room. */
  receive({ epoch, messages }: ServerFrameOf<'messages'>): void {
    this.log.receive(epoch, messages);
    this.#watch();
  }

  /** The log has come to `seq`. */
  expect(seq: number): void {
    this.log.expect(seq);
    this.#watch();
  }

  /** Asks no more, until the next join. */
  stop(): void {
    this.#cancelAsking?.();
    this.#cancelAsking = null;
    this.#session = null;
  }

  /** Sees to it that a gap which stays will be asked about. */
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
      if (session !== null && this.log.isBehind) await this.#catchUp(session);
    } catch (error) {
      const reason = requestError(error);
      if (isAboutSession(reason)) session?.fail(reason.code);
      // A session that has ended is succeeded by another, which joins again.
      failed = session?.isEnded === false;
    }
    if (this.#cancelAsking !== own) return;
    this.#cancelAsking = null;
    if (failed) this.#askLater();
    else this.#watch();
  }

  /** Asks until there is no more. */
  async #catchUp(session: Session): Promise<void> {
    let more = true;
    while (more && this.#joinedOn.has(session)) {
      const asked = this.log.ask();
      if (asked === null) return;
      const page = await session.request(
        { action: 'listMessages', room: this.name, after: asked, limit: 100 },
        'page',
      );
      more = this.log.apply(page, asked);
      if (asked !== this.log.cursor) this.#backoff.reset();
    }
  }
}
