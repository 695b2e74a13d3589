import type { ServerFrameOf } from '@serverless-ws/chat-protocol';
import type { Network } from '../ports/network.js';
import type { OpenSocket } from '../ports/chat-socket.js';
import type { Timers } from '../ports/timers.js';
import { RequestError, requestError } from '../request-error.js';
import { Backoff } from './backoff.js';
import type { ConnectionSettings } from './connection-settings.js';
import type { ConnectionState } from './connection-state.js';
import { disconnected } from './disconnected.js';
import { keepAlive } from './keep-alive.js';
import { Session, type EndCause, type ReceivedFrame } from './session.js';
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
  readonly onFrame: (frame: ReceivedFrame, session: Session) => void;
  readonly onState: (state: ConnectionState) => void;
  /** The server has ended the session; `isForCause`: because of a frame that it was sent. */
  readonly onInterrupted: (isForCause: boolean) => void;
}

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
  /** The session that is being prepared. */
  #next: Session | null = null;
  /** The number of the latest attempt; an attempt with another number has been given up. */
  #attempt = 0;
  #isTrying = false;
  #triedAt = 0;
  /** Whether a token was refused since one was accepted. */
  #wasRefused = false;
  #cancelTimer: () => void = () => undefined;
  #cancelDeadline: () => void = () => undefined;
  #cancelStable: () => void = () => undefined;
  #stopListening: () => void = () => undefined;
  readonly #backoff: Backoff;
  #stopPings: () => void = () => undefined;

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
    this.#attempt += 1;
    this.#isTrying = false;
    this.#cancelTimer();
    this.#cancelDeadline();
    this.#cancelStable();
    this.#stopListening();
    this.#stopPings();
    this.current?.end(reason);
    this.#next?.end(reason);
    this.current = this.#next = null;
    this.#enter({ status: 'closed', reason });
  }

  #networkIsBack(): void {
    const { timers, settings } = this.#dependencies;
    // An attempt from before the machine slept would wait for its deadline.
    const isStale = timers.elapsed() - this.#triedAt > settings.probeTimeout;
    if (this.#isTrying && this.current === null && isStale) {
      this.#givenUp(this.#attempt, disconnected('no network'));
    }
    if (this.state.status === 'offline') void this.#try();
    else void this.current?.probe();
  }

  /** Sockets would notice only minutes later. */
  #networkIsGone(): void {
    const reason = 'no network';
    if (this.#isTrying) this.#givenUp(this.#attempt, disconnected(reason));
    this.current?.fail(reason, 'line');
  }

  async #try(): Promise<void> {
    this.#cancelTimer();
    this.#attempt += 1;
    const own = this.#attempt;
    this.#isTrying = true;
    this.#triedAt = this.#dependencies.timers.elapsed();
    this.#enterUnlessOnline({ status: 'connecting' });
    this.#cancelDeadline = this.#dependencies.timers.after(this.#dependencies.settings.attemptTimeout, () =>
      this.#givenUp(own, new RequestError('timeout', 'connecting timed out', true)),
    );
    try {
      const token = await this.#freshToken();
      if (own !== this.#attempt) return;
      const session = this.#start(token);
      await session.opened;
      if (own === this.#attempt) this.#enterUnlessOnline({ status: 'recovering' });
      await this.#dependencies.prepare(session);
      if (own === this.#attempt) this.#adopt(session, token);
    } catch (error) {
      this.#givenUp(own, requestError(error));
    }
  }

  /** @throws RequestError `no_token`, whatever the app threw: that may hold a token, and the state is public */
  async #freshToken(): Promise<string> {
    try {
      return (await this.#dependencies.getToken()).trim();
    } catch {
      throw new RequestError('no_token', 'no token', true);
    }
  }

  #start(token: string): Session {
    const { url, openSocket, timers, settings } = this.#dependencies;
    this.#next = new Session(
      { url, token },
      {
        openSocket,
        timers,
        answerTimeout: settings.answerTimeout,
        probeTimeout: settings.probeTimeout,
        onFrame: (frame, from) => this.#received(frame, from),
        onEnd: (reason, which, cause) => this.#ended(reason, which, cause),
      },
    );
    return this.#next;
  }

  #adopt(session: Session, token: string): void {
    if (session.isEnded) throw disconnected('closed while joining');
    const { timers, random, settings } = this.#dependencies;
    this.#isTrying = false;
    this.#cancelDeadline();
    const previous = this.current;
    this.current = session;
    this.#next = null;
    previous?.end('replaced');
    this.claims = tokenClaims(token);
    this.#wasRefused = false;
    this.#cancelStable();
    this.#cancelStable = timers.after(settings.stableAfter, () => this.#backoff.reset());
    this.#stopPings();
    this.#stopPings = keepAlive(session, timers, random, settings.pingInterval);
    this.#planSuccessor();
    this.#enter({ status: 'online' });
  }

  /** Schedules a replacement before age or token expiry ends the session; with jitter, so that clients spread. */
  #planSuccessor(): void {
    const { timers, random, settings } = this.#dependencies;
    const left = (this.claims.expiresAt ?? Infinity) - timers.now();
    const untilExpiry = left - Math.min(settings.expiryMargin, left / 5);
    const age = settings.sessionAge * (1 - random() / 20);
    // A token that looks expired but was accepted means that the local clock is wrong.
    const delay = left > 0 ? Math.min(age, untilExpiry) : age;
    this.#cancelTimer();
    this.#cancelTimer = timers.after(delay, () => void this.#try());
  }

  #givenUp(attempt: number, error: RequestError): void {
    if (attempt !== this.#attempt) return;
    this.#attempt += 1;
    this.#isTrying = false;
    this.#cancelDeadline();
    this.#next?.end(error.message);
    this.#next = null;
    const isRefused = error.code === 'refused';
    // The token may have been kept from before.
    const mayBeStale = isRefused && error.retryable && !this.#wasRefused;
    this.#wasRefused ||= isRefused;
    if (mayBeStale) void this.#try();
    else if (isRefused && this.current === null) this.close(error.message);
    else this.#tryLater(error.message, error.retryAfterMs ?? 0);
  }

  #tryLater(reason: string, atLeast: number): void {
    const { timers } = this.#dependencies;
    const delay = Math.max(atLeast, this.#backoff.next());
    this.#cancelTimer();
    this.#cancelTimer = timers.after(delay, () => void this.#try());
    if (this.current === null) this.#enter({ status: 'offline', reason, retryAt: timers.now() + delay });
  }

  #received(frame: ReceivedFrame, session: Session): void {
    this.#dependencies.onFrame(frame, session);
    if (frame.type === 'bye') this.#bye(frame, session);
  }

  #bye({ reason, reconnect }: ServerFrameOf<'bye'>, session: Session): void {
    // Under a low limit of connections per user, the session's own successor may be what replaces it.
    const isByUs = reason === 'replaced' && this.#isTrying && session === this.current;
    if (reconnect || isByUs) session.fail(reason);
    else this.close(reason);
  }

  #ended(reason: string, session: Session, cause: EndCause): void {
    if (session !== this.current) return;
    if (cause !== 'line') this.#dependencies.onInterrupted(cause === 'frame');
    this.current = null;
    this.#stopPings();
    this.#cancelStable();
    if (this.#isTrying) this.#enter({ status: this.#next === null ? 'connecting' : 'recovering' });
    else this.#tryLater(reason, 0);
  }

  #enterUnlessOnline(state: ConnectionState): void {
    if (this.current === null) this.#enter(state);
  }

  #enter(state: ConnectionState): void {
    this.state = state;
    this.#dependencies.onState(state);
  }
}
