import { parseServerFrame, type ServerFrame } from '@serverless-ws/chat-protocol';
import { WebSocket, type ClientOptions } from 'ws';

/**
 * Longer than API Gateway waits for a function, so that it is heard what becomes of one that takes too long; a good
 * answer comes in milliseconds.
 */
const PATIENCE = 30_000;
/** Characters of a request that an error shows. */
const SHOWN = 300;

/** How a socket is opened. */
export interface SocketOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly subprotocols?: readonly string[];
  /** Whether what flood control refuses is sent again when it says, instead of being told as an error. */
  readonly isPatient?: boolean;
}

/** A handshake that was refused, with its HTTP status. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`the handshake was refused with ${status}`);
  }
}

type Frame = object | string | Buffer;

interface Waiting {
  readonly wants: (frame: ServerFrame) => boolean;
  readonly take: (frame: ServerFrame) => void;
  readonly fail: (reason: string) => void;
}

/** One bare WebSocket to a chat: keeps what comes in until the test asks for it. */
export class ChatSocket {
  readonly #inbox: ServerFrame[] = [];
  #waiting: Waiting | undefined;
  #ended: string | undefined;
  /** The latest frame that is not of the protocol, such as one of the API's own. */
  #unreadable = '';
  #sent: Frame = '';

  readonly #socket: WebSocket;
  readonly #isPatient: boolean;

  private constructor(socket: WebSocket, isPatient: boolean) {
    this.#socket = socket;
    this.#isPatient = isPatient;

    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      this.#ended = `the socket was closed with ${code}`;
      this.#waiting?.fail(this.#ended);
    });
  }

  /** Resolves once the handshake is done; rejects with {@link Refused} or the network's own error. */
  static open(
    url: string,
    { headers, subprotocols = [], isPatient = false }: SocketOptions,
  ): Promise<ChatSocket> {
    const options: ClientOptions = {
      handshakeTimeout: PATIENCE,
      ...(headers && { headers: { ...headers } }),
    };
    const socket = new WebSocket(url, [...subprotocols], options);
    const chat = new ChatSocket(socket, isPatient);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(chat));
      socket.once('unexpected-response', (request, { statusCode = 0 }) => {
        request.destroy();
        reject(new Refused(statusCode));
      });
      socket.once('error', reject);
    });
  }

  /** The subprotocol that the server chose; empty without one. */
  get subprotocol(): string {
    return this.#socket.protocol;
  }

  /** Sends a frame, or any text or bytes as they are. */
  send(frame: Frame): void {
    this.#sent = frame;
    this.#socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  /** The next frame of a type that is wanted; earlier frames that are not stay for others to ask for. */
  next<Type extends ServerFrame['type']>(
    type: Type,
    wants: (frame: Extract<ServerFrame, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<ServerFrame, { type: Type }>> {
    type Wanted = Extract<ServerFrame, { type: Type }>;
    return this.#first(
      (frame): frame is Wanted => frame.type === type && wants(frame as Wanted),
      `"${type}"`,
    );
  }

  /** Sends a request and waits for its answer, of whatever type that is. */
  ask(frame: object): Promise<ServerFrame> {
    const requestId = `ask-${Math.random()}`;
    this.send({ ...frame, requestId });
    const isAnswer = (reply: ServerFrame): reply is ServerFrame =>
      'requestId' in reply && reply.requestId === requestId;
    return this.#first(isAnswer, `answer to ${JSON.stringify(frame).slice(0, SHOWN)}`);
  }

  #first<Wanted extends ServerFrame>(
    fits: (frame: ServerFrame) => frame is Wanted,
    name: string,
  ): Promise<Wanted> {
    const there = this.#inbox.findIndex(fits);
    if (there >= 0) return Promise.resolve(this.#inbox.splice(there, 1)[0] as Wanted);
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        clearTimeout(timer);
        this.#waiting = undefined;
        const types = this.#inbox.map(({ type }) => type).join(', ');
        reject(new Error(`no ${name} came, and ${reason}; what came: ${types} ${this.#unreadable}`));
      };
      const timer = setTimeout(() => fail(`${PATIENCE} ms are over`), PATIENCE);
      if (this.#ended !== undefined) return fail(this.#ended);
      this.#waiting = {
        wants: fits,
        take: (frame) => {
          clearTimeout(timer);
          resolve(frame as Wanted);
        },
        fail,
      };
    });
  }

  /** Sends a request and waits for its `pong`: whatever was sent here before has been answered by then. */
  async alive(): Promise<void> {
    const requestId = `alive-${Math.random()}`;
    this.send({ action: 'ping', requestId });
    await this.next('pong', (pong) => pong.requestId === requestId);
  }

  /** What came and was not asked for. */
  get unread(): readonly ServerFrame[] {
    return this.#inbox;
  }

  /** The code with which the server closes the socket. */
  closed(): Promise<number> {
    return new Promise((resolve) => this.#socket.once('close', resolve));
  }

  /** Says goodbye. */
  close(): void {
    this.#socket.close();
  }

  /** Breaks off without a goodbye, as a client does that is killed. */
  kill(): void {
    this.#socket.terminate();
  }

  #receive(text: string): void {
    const frame = parseServerFrame(text);
    if (frame === null) return void (this.#unreadable = text.slice(0, SHOWN));
    if (this.#isPatient && this.#putsOff(frame)) return;
    const waiting = this.#waiting;
    if (waiting === undefined || !waiting.wants(frame)) return void this.#inbox.push(frame);
    this.#waiting = undefined;
    waiting.take(frame);
  }
  /** Puts off what was sent last, where it came too fast. */
  #putsOff(frame: ServerFrame): boolean {
    if (frame.type !== 'error' || frame.code !== 'rate_limited') return false;
    const { retryAfterMs = PATIENCE } = frame;
    if (retryAfterMs >= PATIENCE) return false;
    const sent = this.#sent;
    setTimeout(() => this.#socket.readyState === WebSocket.OPEN && this.send(sent), retryAfterMs);
    return true;
  }
}
