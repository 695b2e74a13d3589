// An `@connections` endpoint that answers with as little work as possible: it must not be what is measured.
// argv[2]: see `SinkOptions`. Says {"port": …}; GET /statistics says who was reached since it was last asked.
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { answer, takeRequests } from './bare-http.js';

/** What is asked of the sink's process. */
export interface SinkOptions {
  /** Key and certificate as PEM; `null` for plain HTTP. */
  readonly tls: string | null;
  /** Milliseconds until an answer. */
  readonly delay: number;
  /** Given, the sink keeps account of its members; otherwise everything is answered 200, unread. */
  readonly members?: {
    /** Every so manieth member is gone; 0: none. */
    readonly goneEvery: number;
    /** The part of posts that is answered 429. */
    readonly throttled: number;
    /** The first members do not read: those with an even number are never answered, the others 429. None when absent. */
    readonly stalled?: number;
  };
}

/** Who was reached. */
export interface SinkStatistics {
  /** Members that took the message. */
  readonly reached: number;
  /** Messages beyond the first, over all members. */
  readonly twice: number;
  /** Posts a second between the first and the last. */
  readonly rate: number;
  /** When the last one was, in epoch milliseconds. */
  readonly lastAt: number;
}

const answers = {
  ok: answer('200 OK'),
  gone: answer('410 Gone', 'x-amzn-errortype: GoneException\r\n'),
  throttled: answer('429 Too Many Requests', 'x-amzn-errortype: LimitExceededException\r\n'),
};

/** Decides on requests and keeps account of them. */
class Members {
  readonly #counts = new Map<string, number>();
  #posts = 0;
  #firstAt = 0;
  #lastAt = 0;

  readonly #rules: NonNullable<SinkOptions['members']>;

  constructor(rules: NonNullable<SinkOptions['members']>) {
    this.#rules = rules;
  }

  /** `null`: none, ever. */
  answer(head: string): string | null {
    const id = /@connections\/([^ ]+) /.exec(head)?.[1];
    if (id === undefined) return answer('200 OK', '', JSON.stringify(this.#statistics()));
    const { goneEvery, throttled, stalled = 0 } = this.#rules;
    const number = Number(/\d+$/.exec(id)?.[0]);
    if (goneEvery > 0 && number % goneEvery === 0) return answers.gone;
    if (number < stalled) return number % 2 === 0 ? null : answers.throttled;
    this.#lastAt = performance.now();
    if (this.#posts === 0) this.#firstAt = this.#lastAt;
    this.#posts += 1;
    // Evenly, so that a run is like the last one.
    if (Math.floor(this.#posts * throttled) > Math.floor((this.#posts - 1) * throttled))
      return answers.throttled;
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
    return answers.ok;
  }

  #statistics(): SinkStatistics {
    const taken = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    const rate = (this.#posts / Math.max(1, this.#lastAt - this.#firstAt)) * 1_000;
    const lastAt = performance.timeOrigin + this.#lastAt;
    const statistics = { reached: this.#counts.size, twice: taken - this.#counts.size, rate, lastAt };
    this.#counts.clear();
    this.#posts = 0;
    return statistics;
  }
}

/** Writes `delay` milliseconds later, with one timer for all who are due in the same one. */
function writer(delay: number): (socket: Socket, text: string) => void {
  const write = (socket: Socket, text: string): void =>
    void (socket.writable && socket.write(text, 'latin1'));
  if (delay === 0) return write;
  let batch: [Socket, string][] = [];
  let batchAt = 0;
  return (socket, text) => {
    const now = Date.now();
    if (batchAt !== now) {
      batchAt = now;
      const due: [Socket, string][] = (batch = []);
      setTimeout(() => due.forEach(([waiting, late]) => write(waiting, late)), delay);
    }
    batch.push([socket, text]);
  };
}

const options = JSON.parse(process.argv[2] ?? '{}') as SinkOptions;
const members = options.members === undefined ? null : new Members(options.members);
const write = writer(options.delay);
const listener = (socket: Socket): void => {
  let held = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const { requests, rest } = takeRequests(held + chunk.toString('latin1'));
    held = rest;
    for (const { head } of requests) {
      const text = members === null ? answers.ok : members.answer(head);
      if (text !== null) write(socket, text);
    }
  });
};
const server: Server =
  options.tls === null
    ? createServer(listener)
    : createTlsServer({ key: options.tls, cert: options.tls }, listener);
server.listen(0, '127.0.0.1', 4_096, () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : null }));
});
