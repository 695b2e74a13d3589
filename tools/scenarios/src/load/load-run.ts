import { ChatClient, RequestError } from '@serverless-ws/chat-client';
import { CommandError, messageOf } from '@serverless-ws/command-line/command.js';
import { Ledger, type LedgerSummary } from './ledger.js';
import type { LoadOptions } from './load-options.js';
import { OwnCost, type ClientCost } from './own-cost.js';

/**
 * Handshakes a second: under half of what an account may have, so that others get in beside a load.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
const CONNECTS_PER_SECOND = 200;

/** Clients on their way into a room at once: more would wait so long that they begin anew, and none would get in. */
const ARRIVING = 40;

/** Milliseconds without another client in its room after which the rest is given up. */
const PATIENCE = 60_000;

/**
 * Milliseconds after the last message in which all must have it: a client that was not pushed it asks for it up to a
 * minute later, and may have to connect anew.
 */
const AFTERMATH = 120_000;

/** Milliseconds between two looks at how far it is. */
const TICK = 50;

/** How a load went. */
export interface LoadReport extends LedgerSummary {
  readonly clients: number;
  /** Clients that never came into the room, by what they were told. */
  readonly refused: Readonly<Record<string, number>>;
  /** Messages that the server refused, by error code. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Times that a connection was lost. */
  readonly reconnects: number;
  /** Times that a client could not be brought up to date. */
  readonly resets: number;
  /** Seconds from the first message to the end. */
  readonly seconds: number;
  readonly cost: ClientCost;
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Clients of chat-client that talk in rooms of a running chat. */
export class LoadRun {
  readonly #options: LoadOptions;
  readonly #ledger: Ledger;
  readonly #clients: ChatClient[] = [];
  readonly #refused = new Map<string, number>();
  readonly #rejected = new Map<string, number>();
  readonly #cost = new OwnCost();
  #joined = 0;
  #open = 0;
  #reconnects = 0;
  #resets = 0;
  #began = 0;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#ledger = new Ledger(options.clients);
  }

  /** How far it is, for a line. */
  get progress(): string {
    const { sent, acked, shown, lost, ack } = this.#ledger.summary();
    const talk = `sent ${sent}, acked ${acked}, shown ${shown}, to come ${lost}, ack ${ack.p50} ms`;
    return `${this.#joined} of ${this.#options.clients} joined${sent > 0 ? `; ${talk}` : ''}`;
  }

  /**
   * Connects all, lets them talk, and waits until all have seen all of their rooms, or for two minutes.
   * @throws CommandError when the first finds no way in
   */
  async execute(): Promise<LoadReport> {
    try {
      await this.#connect();
      if (this.#joined === this.#options.clients) await this.#talk();
      return this.#report();
    } finally {
      for (const client of this.#clients) client.close();
      this.#cost.stop();
    }
  }

  async #connect(): Promise<void> {
    const { clients, url } = this.#options;
    const first = this.#add(0);
    while (this.#joined === 0) {
      const { state } = first;
      const why = state.status === 'offline' || state.status === 'closed' ? state.reason : this.#refusals[0];
      if (why !== undefined) throw new CommandError(`no way into ${url}: ${why}`, 1);
      await wait(TICK);
    }
    const began = performance.now();
    const settled = () => this.#joined + sum(this.#refused);
    for (let [waited, before] = [0, 0]; settled() < clients && waited < PATIENCE; waited += TICK) {
      const due = 1 + Math.floor(((performance.now() - began) / 1_000) * CONNECTS_PER_SECOND);
      const most = Math.min(clients, due, settled() + ARRIVING);
      while (this.#clients.length < most) this.#add(this.#clients.length);
      if (settled() > before) [waited, before] = [0, settled()];
      await wait(TICK);
    }
    if (settled() < clients) this.#refused.set('no response', clients - settled());
  }

  get #refusals(): readonly string[] {
    return [...this.#refused.keys()];
  }

  #add(index: number): ChatClient {
    const { url, token } = this.#options;
    const room = this.#roomOf(index);
    const jwt = token(index);
    const client = new ChatClient({ url, getToken: () => jwt });
    this.#clients.push(client);
    client.on('message', ({ room: where, entry }) => {
      if (where !== room || entry.kind !== 'message') return;
      const message = Number(/^load (\d+)$/.exec(entry.text)?.[1]);
      this.#ledger.shown(index, message, entry.seq, performance.now());
    });
    client.on('reset', () => (this.#resets += 1));
    client.on('state', ({ status }) => {
      if (status === 'offline') this.#reconnects += 1;
    });
    client.join(room).then(
      () => (this.#joined += 1),
      (error: unknown) => count(this.#refused, codeOf(error)),
    );
    client.connect();
    return client;
  }

  async #talk(): Promise<void> {
    const { rate, minutes } = this.#options;
    this.#began = performance.now();
    const total = Math.ceil(rate * minutes * 60);
    for (let sent = 0; sent < total;) {
      const due = 1 + ((performance.now() - this.#began) / 1_000) * rate;
      for (; sent < Math.min(total, Math.floor(due)); sent += 1) this.#say(sent);
      await wait(Math.min(TICK, 1_000 / rate));
    }
    const isOver = () => this.#open === 0 && this.#ledger.isComplete;
    for (let waited = 0; !isOver() && waited < AFTERMATH; waited += TICK) await wait(TICK);
  }

  #roomOf(index: number): string {
    const { room, rooms } = this.#options;
    return rooms === 1 ? room : `${room}-${index % rooms}`;
  }

  /** How many clients are in the room of this one. */
  #audienceOf(index: number): number {
    const { clients, rooms } = this.#options;
    return Math.ceil((clients - (index % rooms)) / rooms);
  }

  /** In turns, so that no client sends more than its share. */
  #say(turn: number): void {
    const index = turn % this.#clients.length;
    const client = this.#clients[index];
    if (client === undefined) return;
    const message = this.#ledger.sent(performance.now(), this.#audienceOf(index));
    this.#open += 1;
    client
      .send(`load ${message}`, { room: this.#roomOf(index) })
      .then(
        () => this.#ledger.acked(message, performance.now()),
        (error: unknown) => count(this.#rejected, codeOf(error)),
      )
      .finally(() => (this.#open -= 1));
  }

  #report(): LoadReport {
    return {
      clients: this.#options.clients,
      ...this.#ledger.summary(),
      refused: Object.fromEntries(this.#refused),
      rejected: Object.fromEntries(this.#rejected),
      reconnects: this.#reconnects,
      resets: this.#resets,
      cost: this.#cost.soFar,
      seconds: this.#began === 0 ? 0 : Math.round((performance.now() - this.#began) / 100) / 10,
    };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

function codeOf(error: unknown): string {
  return error instanceof RequestError ? error.code : messageOf(error);
}
