import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** One request that arrived. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly connectionId: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The reaction to a request: a status, with an error type if any; or no response, ever; or a broken connection. */
export type Reaction = { readonly status: number; readonly errorType?: string } | 'hang' | 'reset';

/** Decides on a request; `nth` counts those of one connection from 1. */
export type Behaviour = (arrival: Arrival, nth: number) => Reaction;

const GONE: Reaction = { status: 410, errorType: 'GoneException' };

/** Named responses for tests. */
export const reactions = {
  ok: { status: 200 },
  gone: GONE,
  throttled: { status: 429, errorType: 'LimitExceededException' },
  forbidden: { status: 403, errorType: 'ExpiredTokenException' },
} satisfies Record<string, Reaction>;

/** An `@connections` endpoint on loopback that does what the test says. */
export class Sink {
  readonly arrivals: Arrival[] = [];
  /** Changes whenever something happens. */
  traffic = 0;
  /** Connections that were made. */
  connections = 0;
  /** The maximum of posts in flight at once. */
  peak = 0;
  #open = 0;
  readonly #counts = new Map<string, number>();
  readonly #behaviours = new Map<string, Behaviour>();
  readonly #server;

  private constructor(tls: { key: string; cert: string } | undefined) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.#receive(request, response);
    };
    this.#server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
    this.#server.keepAliveTimeout = 0;
    this.#server.on('connection', () => {
      this.traffic += 1;
      this.connections += 1;
    });
  }

  static async start(tls?: { key: string; cert: string }): Promise<Sink> {
    const sink = new Sink(tls);
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Sets the reaction of a connection from now on. */
  set(connectionId: string, behaviour: Behaviour | Reaction): void {
    this.#behaviours.set(connectionId, typeof behaviour === 'function' ? behaviour : () => behaviour);
  }

  /** Messages that a connection has accepted. */
  taken(connectionId: string): readonly string[] {
    return this.#accepted.get(connectionId) ?? [];
  }

  /** Connections that have accepted a message. */
  get reached(): readonly string[] {
    return [...this.#accepted.keys()];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Ends idle connections, as a server does after a while. */
  dropIdle(): void {
    this.#server.closeIdleConnections();
  }

  readonly #accepted = new Map<string, string[]>();

  #receive(request: IncomingMessage, response: ServerResponse): void {
    this.#open += 1;
    this.peak = Math.max(this.peak, this.#open);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.traffic += 1;
      this.#react(arrivalOf(request, Buffer.concat(chunks).toString()), response);
    });
    response.on('close', () => {
      this.#open -= 1;
      this.traffic += 1;
    });
  }

  #react(arrival: Arrival, response: ServerResponse): void {
    this.arrivals.push(arrival);
    const { connectionId: id } = arrival;
    const nth = (this.#counts.get(id) ?? 0) + 1;
    this.#counts.set(id, nth);
    const reaction = this.#behaviours.get(id)?.(arrival, nth) ?? {
      status: arrival.method === 'DELETE' ? 204 : 200,
    };
    if (reaction === 'hang') return;
    if (reaction === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    if (reaction.status === 204) this.set(id, GONE);
    if (reaction.status === 200 && arrival.method === 'POST')
      this.#accepted.set(id, [...this.taken(id), arrival.body]);
    if (reaction.errorType !== undefined)
      response.setHeader('x-amzn-errortype', `${reaction.errorType}:http://internal/`);
    response.writeHead(reaction.status).end();
  }
}

function arrivalOf(request: IncomingMessage, body: string): Arrival {
  const path = request.url ?? '';
  const connectionId = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  return { method: request.method ?? '', path, connectionId, headers: request.headers, body };
}
