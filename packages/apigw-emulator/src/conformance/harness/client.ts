import type { ClientOptions } from 'ws';
import { WebSocket } from 'ws';

/** The response to a handshake that was not upgraded. */
export interface Refused {
  readonly status: number;
  readonly errorType: string | undefined;
  readonly body: string;
}

/** A client over a real socket that remembers what it received. */
export class TestClient {
  readonly received: string[] = [];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  #waiting: ((text: string) => void)[] = [];
  #taken = 0;

  constructor(
    readonly socket: WebSocket,
    /** Headers of the 101 response. */
    readonly headers: Readonly<Record<string, string | string[] | undefined>>,
  ) {
    socket.on('message', (data) => {
      this.received.push(data.toString());
      this.#waiting.shift()?.(this.received[this.#taken++] ?? '');
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  /** Resolves to the next message, in the order of arrival. */
  next(): Promise<string> {
    const ready = this.received[this.#taken];
    if (ready === undefined) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#taken++;
    return Promise.resolve(ready);
  }

  send(value: unknown): void {
    this.socket.send(typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** Resolves when everything sent in either direction before this call has arrived. */
  settle(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.once('pong', () => resolve());
      this.socket.ping();
    });
  }
}

interface Handshake extends ClientOptions {
  readonly protocols?: string[];
}

/** Connects, and fails the test where the gateway rejects the handshake. */
export async function connect(url: string, handshake: Handshake = {}): Promise<TestClient> {
  const outcome = await handshakeWith(url, handshake);
  if (outcome instanceof TestClient) return outcome;
  throw new Error(`rejected with ${outcome.status}: ${outcome.body}`);
}

/** Connects, and fails the test where the gateway accepts. */
export async function refusedBy(url: string, handshake: Handshake = {}): Promise<Refused> {
  const outcome = await handshakeWith(url, handshake);
  if (!(outcome instanceof TestClient)) return outcome;
  outcome.socket.terminate();
  throw new Error('the handshake was accepted');
}

function handshakeWith(url: string, { protocols, ...options }: Handshake): Promise<TestClient | Refused> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols ?? [], { perMessageDeflate: false, ...options });
    socket.on('upgrade', (response) => resolve(new TestClient(socket, response.headers)));
    socket.on('error', reject);
    socket.on('unexpected-response', (request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => {
        const errorType = response.headers['x-amzn-errortype'];
        resolve({ status: response.statusCode ?? 0, errorType: errorType?.toString(), body });
        request.destroy();
      });
    });
  });
}
