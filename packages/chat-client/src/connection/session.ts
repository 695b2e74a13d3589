import { Deferred } from '../deferred.js';
import { frameIn, frameText, type ReceivedFrame } from '../frame-text.js';
import type { ChatSocket, OpenSocket, SocketAddress } from '../ports/chat-socket.js';
import type { Timers } from '../ports/timers.js';
import { disconnected, isAboutSession, RequestError, requestError } from '../request-error.js';
import type { ConnectionSettings } from './connection-settings.js';
import { coreFrame, type CoreFrame, type CoreFrameOf } from './core-frame.js';
import { KeepAlive } from './keep-alive.js';

/** A frame that asks for a response: of this version, or of an action that a team added. */
export interface RequestFrame {
  readonly action: string;
  readonly [field: string]: unknown;
}

/** The frame that responds to a request. */
export interface Responding<Response> {
  readonly type: string;
  /** `null` where it cannot be read. */
  readonly read: (received: ReceivedFrame) => Response | null;
}

/** What a {@link Session} needs. */
export interface SessionDependencies {
  readonly openSocket: OpenSocket;
  readonly timers: Timers;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
  readonly settings: ConnectionSettings;
  /** Every frame; `frame`: as the client itself reads it, `null` where it does not. */
  readonly onFrame: (frame: CoreFrame | null, received: ReceivedFrame, session: Session) => void;
  /** Once, when the socket has ended for any reason, but not after {@link Session.end}. */
  readonly onEnd: (reason: string, session: Session, cause: EndCause) => void;
  /** The users of direct rooms whose heads a ping asks for. */
  readonly peers: () => readonly string[];
}

/** What ended a session: the `server`, or this client, because the `line` is dead. */
export type EndCause = 'server' | 'line';

/** Milliseconds after which a missing response makes the line suspect. */
const SUSPICIOUS_SILENCE = 5_000;

/** Direct rooms that one ping asks for: PROTOCOL.md. */
const PEERS_PER_PING = 100;

/** Close codes about what was sent: protocol error, binary, not UTF-8, against a policy, too long. */
const FRAME_CODES = [1002, 1003, 1007, 1008, 1009];

interface Pending {
  respond(frame: ReceivedFrame): void;
  fail(error: RequestError): void;
}

/** One socket, from its opening to its end, and the requests that wait for a response on it. */
export class Session {
  readonly #dependencies: SessionDependencies;
  readonly #opened = new Deferred<void>();
  readonly #socket: ChatSocket;
  readonly #pending = new Map<string, Pending>();
  #lastId = 0;
  /** Whether the server has ended it because of a frame that it was sent. */
  endedForCause = false;
  #ended = false;
  #isProbing = false;
  /** Frames received. */
  #heard = 0;
  readonly #keepAlive: KeepAlive;

  constructor(address: SocketAddress, dependencies: SessionDependencies) {
    this.#dependencies = dependencies;
    this.#keepAlive = new KeepAlive(dependencies, () => void this.probe());
    try {
      this.#socket = dependencies.openSocket(address, {
        opened: () => {
          this.#opened.resolve();
          this.#keepAlive.start();
        },
        received: (text) => this.#received(text),
        closed: (code, status) => this.#closed(code, status),
      });
    } catch {
      // The error of a browser quotes the token.
      throw new RequestError('refused', 'refused', true);
    }
  }

  /**
   * Resolves when the socket is open; rejects with `refused` (a 4xx status; retryable with another token, if 401) or
   * `disconnected` if it never opens.
   */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /**
   * Sends a frame; its response, if any, arrives by `onFrame`.
   * @throws RequestError `bad_request` for a frame that is too long
   */
  send(frame: RequestFrame): void {
    if (!this.#ended) this.#socket.send(frameText(frame));
  }

  /**
   * Sends a frame and waits for its response.
   * @throws RequestError `disconnected`, `timeout`, `bad_request`, `bad_response`, or the server's error
   */
  request<Type extends CoreFrame['type']>(
    frame: RequestFrame,
    type: Type,
    timeout?: number,
  ): Promise<CoreFrameOf<Type>> {
    // `requestCustom` reads frames of this type alone.
    const read = coreFrame as (received: ReceivedFrame) => CoreFrameOf<Type> | null;
    return this.requestCustom(frame, { type, read }, timeout);
  }

  /** As {@link request}, for a response that `read` reads. */
  requestCustom<Response>(
    frame: RequestFrame,
    { type, read }: Responding<Response>,
    timeout = this.#dependencies.settings.answerTimeout,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (this.#ended) throw disconnected();
      const requestId = String((this.#lastId += 1));
      // Throws before anything waits for a response.
      const text = frameText({ ...frame, requestId });
      const { timers } = this.#dependencies;
      const cancelProbe = timers.after(SUSPICIOUS_SILENCE, () => void this.probe());
      const cancel = timers.after(timeout, () => fail(new RequestError('timeout', 'timeout', true)));
      const finish = () => {
        cancelProbe();
        cancel();
        this.#pending.delete(requestId);
      };
      const fail = (error: RequestError) => {
        finish();
        reject(error);
      };
      const respond = (response: ReceivedFrame) => {
        if (response.type !== type) return;
        const result = read(response);
        if (result === null) return fail(new RequestError('bad_response'));
        finish();
        resolve(result);
      };
      this.#pending.set(requestId, { respond, fail });
      this.#socket.send(text);
    });
  }

  /** Checks the line by a ping: where that is silent, no close would tell for minutes. */
  async probe(): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    const heard = this.#heard;
    try {
      await this.request(this.#ping(), 'pong', this.#dependencies.settings.probeTimeout);
    } catch (error) {
      // Any frame shows that the line works, an error too.
      const isSilent = requestError(error).code === 'timeout' && heard === this.#heard;
      if (isSilent) this.fail('no response to ping', 'line');
    }
    this.#isProbing = false;
  }

  #ping(): RequestFrame {
    const peers = this.#dependencies.peers().slice(0, PEERS_PER_PING);
    return { action: 'ping', ...(peers.length && { with: peers }) };
  }

  /** Ends it without calling `onEnd`. */
  end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#keepAlive.stop();
    this.#opened.reject(disconnected(reason));
    for (const { fail } of this.#pending.values()) fail(disconnected(reason));
    this.#socket.close();
  }

  /** Ends it as if the socket had closed. */
  fail(reason: string, cause: EndCause = 'server'): void {
    if (this.#ended) return;
    this.end(reason);
    this.#dependencies.onEnd(reason, this, cause);
  }

  #received(text: string): void {
    this.#heard += 1;
    const received = this.#ended ? null : frameIn(text);
    if (received === null) return;
    const frame = coreFrame(received);
    if (frame?.type === 'messages' || frame?.type === 'ack') this.#keepAlive.soon();
    const pending = this.#pending.get(String(received['requestId']));
    if (frame?.type !== 'error') pending?.respond(received);
    this.#dependencies.onFrame(frame, received, this);
    if (frame?.type !== 'error') return;
    pending?.fail(new RequestError(frame.code, frame.message, frame.retryable, frame.retryAfterMs));
    // It may be about a room that the client never joined; the pong tells which it has lost, and has to join again.
    if (frame.code === 'not_joined') void this.probe();
    else if (isAboutSession(frame)) this.fail(frame.code);
  }

  #closed(code: number, status = 0): void {
    if (this.#ended) return;
    // Browsers hide the status of a handshake.
    const how = this.#heard > 0 ? 'closed' : 'unreachable or refused';
    const reason = status ? `refused (${status})` : `${how} (${code})`;
    // 429 is temporary; any other 4xx is about this client, or, with 401, about its token.
    const isRefused = status >= 400 && status < 500 && status !== 429;
    this.endedForCause = FRAME_CODES.includes(code);
    if (isRefused) this.#opened.reject(new RequestError('refused', reason, status === 401));
    this.fail(reason);
  }
}
