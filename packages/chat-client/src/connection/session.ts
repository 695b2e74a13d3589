import {
  parseAnyFrame,
  type ClientFrame,
  type CustomFrame,
  type ServerFrame,
} from '@serverless-ws/chat-protocol';
import type { ChatSocket, OpenSocket, SocketAddress } from '../ports/chat-socket.js';
import type { Timers } from '../ports/timers.js';
import { isAboutSession, RequestError, requestError } from '../request-error.js';
import { handled } from '../handled.js';
import { frameText } from '../frame-text.js';
import { disconnected } from './disconnected.js';

/** A frame that a client can read: of this version, or of an event that a team added. */
export type ReceivedFrame = ServerFrame | CustomFrame;

/** A frame that asks for a response: of this version, or of an action that a team added. */
export interface RequestFrame {
  readonly action: string;
  readonly [field: string]: unknown;
}

/** What a {@link Session} needs. */
export interface SessionDependencies {
  readonly openSocket: OpenSocket;
  readonly timers: Timers;
  /** How long to wait for a response, in milliseconds. */
  readonly answerTimeout: number;
  /** How long to wait for the response to a ping that checks the line, in milliseconds. */
  readonly probeTimeout: number;
  /** Every frame that this version knows, and those of a team's own events. */
  readonly onFrame: (frame: ReceivedFrame, session: Session) => void;
  /** Once, when the socket has ended for any reason, but not after {@link Session.end}. */
  readonly onEnd: (reason: string, session: Session, cause: EndCause) => void;
}

/**
 * What ended a session: the server, for a `frame` that it was sent; the `server`, for whatever reason; or this client,
 * because the `line` is dead.
 */
export type EndCause = 'frame' | 'server' | 'line';

/** Milliseconds after which a missing response makes the line suspect. */
export const SUSPICIOUS_SILENCE = 5_000;

/** Close codes about what was sent: protocol error, binary, not UTF-8, against a policy, too long. */
const FRAME_CODES = [1002, 1003, 1007, 1008, 1009];

interface Pending {
  respond(frame: ReceivedFrame): void;
  fail(error: RequestError): void;
}

/** One socket, from its opening to its end, and the requests that wait for a response on it. */
export class Session {
  readonly #dependencies: SessionDependencies;
  /** Resolves when the socket is open; rejects with `refused` (a 4xx status; retryable with another token, if 401) or
   * `disconnected` if it never opens. */
  readonly opened: Promise<void>;
  readonly #socket: ChatSocket;
  readonly #pending = new Map<string, Pending>();
  #rejectOpened: (error: RequestError) => void = () => undefined;
  #lastId = 0;
  #ended = false;
  #isProbing = false;
  /** Frames received. */
  #heard = 0;

  constructor(address: SocketAddress, dependencies: SessionDependencies) {
    this.#dependencies = dependencies;
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve, reject) => {
      open = resolve;
      this.#rejectOpened = reject;
    });
    // A caller that does not await it learns of the end by `onEnd`.
    this.opened = handled(opened);
    try {
      this.#socket = dependencies.openSocket(address, {
        opened: () => open(),
        received: (text) => this.#received(text),
        closed: (code, status) => this.#closed(code, status),
      });
    } catch {
      // The error of a browser quotes the token.
      throw new RequestError('refused', 'refused', true);
    }
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /**
   * Sends a frame; its response, if any, arrives by `onFrame`.
   * @throws RequestError `bad_request` for a frame that is too long
   */
  send(frame: ClientFrame): void {
    if (!this.#ended) this.#socket.send(frameText(frame));
  }

  /**
   * Sends a frame and waits for its response.
   * @throws RequestError `disconnected`, `timeout`, `bad_request`, or the server's error
   */
  request<Type extends ReceivedFrame['type']>(
    frame: RequestFrame,
    type: Type,
    timeout = this.#dependencies.answerTimeout,
  ): Promise<Extract<ReceivedFrame, { type: Type }>> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(disconnected('not connected'));
      const requestId = String((this.#lastId += 1));
      // Rejects before anything waits for a response.
      const text = frameText({ ...frame, requestId });
      const { timers } = this.#dependencies;
      const finish = () => {
        cancelProbe();
        cancel();
        this.#pending.delete(requestId);
      };
      const fail = (error: RequestError) => {
        finish();
        reject(error);
      };
      const cancelProbe = timers.after(SUSPICIOUS_SILENCE, () => void this.probe());
      const cancel = timers.after(timeout, () => fail(new RequestError('timeout', 'No response.', true)));
      this.#pending.set(requestId, {
        respond: (response) => {
          if (!isOfType(response, type)) return;
          finish();
          resolve(response);
        },
        fail,
      });
      this.#socket.send(text);
    });
  }

  /** Checks the line by a ping: where that is silent, no close would tell for minutes. */
  async probe(): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    const heard = this.#heard;
    try {
      await this.request({ action: 'ping' }, 'pong', this.#dependencies.probeTimeout);
    } catch (error) {
      // Any frame shows that the line works, an error too.
      const isSilent = requestError(error).code === 'timeout' && heard === this.#heard;
      if (isSilent) this.fail('no response to ping', 'line');
    }
    this.#isProbing = false;
  }

  /** Ends it without calling `onEnd`. */
  end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#rejectOpened(disconnected(reason));
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
    const frame = this.#ended ? null : parseAnyFrame(text);
    if (frame === null) return;
    const pending = this.#pending.get(String(frame['requestId']));
    if (frame.type !== 'error') pending?.respond(frame);
    this.#dependencies.onFrame(frame, this);
    if (frame.type !== 'error') return;
    pending?.fail(new RequestError(frame.code, frame.message, frame.retryable, frame.retryAfterMs));
    // The request may name a room that the client never joined; the pong tells which it has lost.
    if (frame.code === 'not_joined' && pending) void this.probe();
    else if (isAboutSession(frame)) this.fail(frame.code);
  }

  #closed(code: number, status = 0): void {
    if (this.#ended) return;
    // Browsers hide the status of a handshake.
    const how = this.#heard > 0 ? 'closed' : 'unreachable or refused';
    const reason = status === 0 ? `${how} (${code})` : `refused (${status})`;
    // 429 is temporary; any other 4xx is about this client, or, with 401, about its token.
    const isRefused = status >= 400 && status < 500 && status !== 429;
    if (isRefused) this.#rejectOpened(new RequestError('refused', reason, status === 401));
    this.fail(reason, FRAME_CODES.includes(code) ? 'frame' : 'server');
  }
}

function isOfType<Type extends ReceivedFrame['type']>(
  frame: ReceivedFrame,
  type: Type,
): frame is Extract<ReceivedFrame, { type: Type }> {
  return frame.type === type;
}
