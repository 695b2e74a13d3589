import type { ReceivedFrame } from '../frame-text.js';
import type { Network } from '../ports/network.js';
import type { OpenSocket } from '../ports/chat-socket.js';
import type { Timers } from '../ports/timers.js';
import { disconnected, requestError, type RequestError } from '../request-error.js';
import { Backoff } from './backoff.js';
import type { ConnectionSettings } from './connection-settings.js';
import type { ConnectionState } from './connection-state.js';
import type { CoreFrame, CoreFrameOf } from './core-frame.js';
import { Session, type EndCause } from './session.js';
import { tokenClaims, type TokenClaims } from './token-claims.js';

/** What a {@link Connection} needs. */
export interface ConnectionDependencies {
  readonly url: string;
  readonly getToken: () => string | Promise<string>;
  readonly openSocket: OpenSocket;
  readonly timers: Timers;
  readonly random: () => number;
  readonly network: Network;
  readonly settings: ConnectionSettings;
  /** Prepares a new session for use; rejects with `RequestError` when it should be given up. */
  readonly prepare: (session: Session) => Promise<void>;
  /** Every frame; `frame`: as the client itself reads it, `null` where it does not. */
  readonly onFrame: (frame: CoreFrame | null, received: ReceivedFrame, session: Session) => void;
  readonly onState: (state: ConnectionState) => void;
  /** The users of direct rooms, for pings. */
  readonly peers: () => readonly string[];
  /** The server has ended the session; `isForCause`: because of a frame that it was sent. */
  readonly onInterrupted: (isForCause: boolean) => void;
}

/** An attempt to open a session. */
interface Attempt {
  /** When it began, by `elapsed` of {@link Timers}. */
  readonly startedAt: number;
  readonly cancelDeadline: () => void;
  session: Session | null;
}

/** Milliseconds: what a token must have left to be renewed before it expires. */
const LEAST_LEFT = 1_000;

const nothing = () => undefined;

/**
 * Keeps a session open. When one ends for any reason, the next starts the same way: a fresh token, a new socket, and
 * `prepare`. Before a session ends by age or token expiry, its successor is prepared while it still works.
 */
export class Connection {
  readonly #dependencies: ConnectionDependencies;
  state: ConnectionState = { status: 'idle' };
  /** The session to send on; `null` while there is none. */
  current: Session | null = null;
  /** The claims of the latest token. */
  claims: TokenClaims = {};
  /** The attempt under way. */
  #attempt: Attempt | null = null;
  /** Whether the token of the last attempt was refused. */
  #wasRefused = false;
  #cancelTry: () => void = nothing;
  #cancelStable: () => void = nothing;
  #stopListening: () => void = nothing;
  readonly #backoff: Backoff;

  constructor(dependencies: ConnectionDependencies) {
    this.#dependencies = dependencies;
    const { random, settings } = dependencies;
    this.#backoff = new Backoff(settings.backoffBase, settings.backoffCap, random);
  }

  open(): void {
    if (this.state.status !== 'idle') return;
    this.#stopListening = this.#dependencies.network.onChange((isOnline) =>
      isOnline ? this.#networkIsBack() : this.#networkIsGone(),
    );
    void this.#try();
  }

  /** Ends for good. */
  close(reason: string): void {
    if (this.state.status === 'closed') return;
    this.#abandon(reason);
    this.#cancelTry();
    this.#stopListening();
    this.#leave()?.end(reason);
    this.#enter({ status: 'closed', reason });
  }

  #networkIsBack(): void {
    const { timers, settings } = this.#dependencies;
    // An attempt from before the machine slept would wait for its deadline.
    const isStale = timers.elapsed() - (this.#attempt?.startedAt ?? Infinity) > settings.probeTimeout;
    if (isStale) this.#givenUp(this.#attempt, disconnected('no network'));
    if (this.state.status === 'offline') void this.#try();
    else void this.current?.probe();
  }

  /** Sockets would notice only minutes later. */
  #networkIsGone(): void {
    const reason = 'no network';
    if (this.#attempt !== null) this.#givenUp(this.#attempt, disconnected(reason));
    this.current?.fail(reason, 'line');
  }

  async #try(): Promise<void> {
    this.#cancelTry();
    const { timers, settings, prepare } = this.#dependencies;
    const attempt: Attempt = {
      startedAt: timers.elapsed(),
      cancelDeadline: timers.after(settings.attemptTimeout, () =>
        this.#givenUp(attempt, disconnected('connecting timed out')),
      ),
      session: null,
    };
    this.#attempt = attempt;
    this.#enterUnlessOnline('connecting');
    try {
      const token = await this.#freshToken();
      if (attempt !== this.#attempt) return;
      const session = this.#start(token);
      attempt.session = session;
      await session.opened;
      if (attempt === this.#attempt) this.#enterUnlessOnline('recovering');
      await prepare(session);
      if (attempt === this.#attempt) this.#adopt(session, token);
    } catch (error) {
      this.#givenUp(attempt, requestError(error));
    }
  }

  /** @throws RequestError with a text of its own, whatever the app threw: that may hold a token, and the state is public */
  async #freshToken(): Promise<string> {
    try {
      return (await this.#dependencies.getToken()).trim();
    } catch {
      throw disconnected('no token');
    }
  }

  #start(token: string): Session {
    return new Session(
      { url: this.#dependencies.url, token },
      {
        ...this.#dependencies,
        onFrame: (frame, received, session) => {
          this.#dependencies.onFrame(frame, received, session);
          if (frame?.type === 'bye') this.#bye(frame, session);
        },
        onEnd: (reason, session, cause) => this.#ended(reason, session, cause),
      },
    );
  }

  #adopt(session: Session, token: string): void {
    if (session.isEnded) throw disconnected('closed');
    const { timers, settings } = this.#dependencies;
    this.#attempt?.cancelDeadline();
    this.#attempt = null;
    this.#leave()?.end('replaced');
    this.current = session;
    this.claims = tokenClaims(token);
    this.#wasRefused = false;
    this.#cancelStable = timers.after(settings.stableAfter, () => this.#backoff.reset());
    this.#planSuccessor();
    this.#enter({ status: 'online' });
  }

  /** @returns the session that was current */
  #leave(): Session | null {
    const { current } = this;
    this.current = null;
    this.#cancelStable();
    return current;
  }

  /** Schedules a replacement before age or token expiry ends the session; with jitter, so that clients spread. */
  #planSuccessor(): void {
    const { timers, random, settings } = this.#dependencies;
    const left = (this.claims.expiresAt ?? Infinity) - timers.now();
    const untilExpiry = left - Math.min(settings.expiryMargin, left / 5);
    const age = settings.sessionAge * (1 - random() / 200);
    // A token that looks as good as expired but was accepted means that the local clock is wrong, or that `getToken` keeps
    // one for too long: another attempt at once, and again, would not help.
    const delay = left > LEAST_LEFT ? Math.min(age, untilExpiry) : age;
    this.#tryAfter(delay < settings.stableAfter ? Math.max(delay, this.#backoff.next()) : delay);
  }

  #tryAfter(ms: number): void {
    this.#cancelTry();
    this.#cancelTry = this.#dependencies.timers.after(ms, () => void this.#try());
  }

  /** Ends the attempt under way. */
  #abandon(reason: string): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.cancelDeadline();
    attempt?.session?.end(reason);
  }

  #givenUp(attempt: Attempt | null, { code, message, retryable, retryAfterMs }: RequestError): void {
    if (attempt === null || attempt !== this.#attempt) return;
    const isRefused = code === 'refused';
    // The text of a server's error is its own.
    const reason = isRefused || code === 'disconnected' ? message : code;
    this.#abandon(reason);
    // The token may have been kept from before.
    const mayBeStale = isRefused && retryable && !this.#wasRefused;
    this.#wasRefused = isRefused;
    if (mayBeStale) void this.#try();
    else if (isRefused && this.current === null) this.close(reason);
    else this.#tryLater(reason, retryAfterMs);
  }

  #tryLater(reason: string, atLeast = 0): void {
    const delay = Math.max(atLeast, this.#backoff.next());
    this.#tryAfter(delay);
    const retryAt = this.#dependencies.timers.now() + delay;
    if (this.current === null) this.#enter({ status: 'offline', reason, retryAt });
  }

  #bye({ reason, reconnect }: CoreFrameOf<'bye'>, session: Session): void {
    // Under a low limit of connections per user, the session's own successor may be what replaces it.
    const isByUs = reason === 'replaced' && this.#attempt !== null && session === this.current;
    if (reconnect || isByUs) session.fail(reason);
    else this.close(reason);
  }

  #ended(reason: string, session: Session, cause: EndCause): void {
    if (session !== this.current) return;
    this.#leave();
    if (cause !== 'line') this.#dependencies.onInterrupted(session.endedForCause);
    if (this.#attempt === null) this.#tryLater(reason);
    else this.#enter({ status: this.#attempt.session === null ? 'connecting' : 'recovering' });
  }

  #enterUnlessOnline(status: 'connecting' | 'recovering'): void {
    if (this.current === null) this.#enter({ status });
  }

  #enter(state: ConnectionState): void {
    this.state = state;
    this.#dependencies.onState(state);
  }
}
