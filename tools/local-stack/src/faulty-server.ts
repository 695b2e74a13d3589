import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of a request. `healthy`: it is handed on, and so is the response. */
export type Fault = 'healthy' | 'silent' | 'trickling' | 'resetting' | 'slow' | 'throttling';

/** Milliseconds between two bytes of a response that trickles: no timeout for inactivity ends it. */
const TRICKLE = 100;
/** Milliseconds by which a slow response is late: just within the time of one try. */
const SLOW = 900;
/** The start of a response that never ends. */
const HEAD =
  'HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 1000000\r\n\r\n{';

const REFUSAL = '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}';
/** What DynamoDB says where it has no capacity left. */
const THROTTLED = `HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: ${REFUSAL.length}\r\n\r\n${REFUSAL}`;

/** A TCP server in front of an engine, whose fault can be changed while connections are open. */
export class FaultyServer {
  fault: Fault = 'healthy';
  /** Told of each request that is throttled. */
  onThrottled: () => void = () => undefined;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();

  private constructor(public engine: string) {
    this.#server = createServer((client) => this.#serve(client, new URL(this.engine)));
  }

  /** @param engine - where requests are handed on to; may be set later, before the first of them */
  static async start(engine = ''): Promise<FaultyServer> {
    const server = new FaultyServer(engine);
    await new Promise<void>((resolve) => void server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket, engine: URL): void {
    const upstream = connect(Number(engine.port), engine.hostname);
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    client.on('data', (chunk) => this.#request(client, upstream, chunk));
    upstream.on('data', (chunk) => this.#after(this.fault === 'slow' ? SLOW : 0, () => client.write(chunk)));
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }

  #request(client: Socket, upstream: Socket, chunk: Buffer): void {
    if (this.fault === 'healthy' || this.fault === 'slow') upstream.write(chunk);
    else if (this.fault === 'resetting') client.resetAndDestroy();
    else if (this.fault === 'throttling') this.#throttle(client, chunk);
    else if (this.fault === 'trickling') {
      client.write(HEAD);
      this.#trickle(client);
    }
  }

  /** Once for each request, which may come in several pieces. */
  #throttle(client: Socket, chunk: Buffer): void {
    if (!chunk.toString('latin1').startsWith('POST ')) return;
    this.onThrottled();
    client.write(THROTTLED);
  }

  #trickle(client: Socket): void {
    this.#after(TRICKLE, () => {
      if (client.destroyed) return;
      client.write(' ');
      this.#trickle(client);
    });
  }

  #after(milliseconds: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
