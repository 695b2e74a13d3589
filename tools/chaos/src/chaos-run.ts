import { randomOf } from '@serverless-ws/chat-contracts';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { RESCUE } from './backend-settings.js';
import type { ChaosChild } from './chaos-child.js';
import { allowedOf, type ChaosOptions } from './chaos-options.js';
import { Bystanders } from './clients/bystanders.js';
import { ChatClientParticipant } from './clients/chat-client-participant.js';
import type { Participant } from './clients/participant.js';
import { ProtocolParticipant } from './clients/protocol-participant.js';

/** Milliseconds between two looks of the director. */
const BEAT = 100;
/** Sockets cut in a second, each; the engine and the backend are killed this often in a run. */
const CUTS = 0.05;
const ENGINE_KILLS = 2;
const BACKEND_KILLS = 2;
/** How often all talk at once, while the backend's connections are cold. */
const COLD_BURSTS = 3;
/** The part of a storm after which a flood ends that has met its limit. */
const FLOODED = 0.8;
/** Milliseconds without any progress after which something is taken to be stuck, however slow the machine. */
const STUCK = 120_000;

/** What a run works with. */
export interface ChaosStage {
  readonly url: string;
  /** Signs tokens. */
  readonly secret: string;
  readonly engine: ChaosChild;
  readonly backend: ChaosChild;
}

/** Lets clients talk while sockets, handlers, the backend and the database die, then lets everything come to rest. */
export class ChaosRun {
  readonly clients: readonly Participant[];
  readonly bystanders: Bystanders;
  /** Messages that were sent while nothing went wrong: pushes alone must have brought them to every client. */
  readonly quiet = new Set<string>();
  sent = 0;
  cuts = 0;
  bursts = 0;
  readonly #random: () => number;

  readonly #stage: ChaosStage;
  readonly #options: ChaosOptions;

  constructor(stage: ChaosStage, options: ChaosOptions) {
    this.#stage = stage;
    this.#options = options;

    this.#random = randomOf(options.seed);
    this.bystanders = new Bystanders(stage, options.clients);
    this.clients = Array.from({ length: options.clients }, (_, index) => {
      const sub = `user-${index}`;
      const token = mintToken({ sub, name: sub, roles: [], expiresIn: null }, stage.secret);
      const settings = { userId: sub, url: stage.url, token, random: this.#random };
      return options.client === 'protocol'
        ? new ProtocolParticipant(settings)
        : new ChatClientParticipant(settings);
    });
  }

  /** @throws Error when something does not come to rest */
  async execute(): Promise<void> {
    this.#setChaos(false);
    await this.#rest('at the start');
    this.#setChaos(true);
    await this.#storm();
    this.#setChaos(false);
    await this.#rest('after the storm');
    await this.#lookAtPushes();
    await this.#rest('at the end');
  }

  close(): void {
    this.bystanders.close();
    for (const client of this.clients) client.close();
  }

  async #storm(): Promise<void> {
    const beats = Math.ceil((this.#options.duration * 1_000) / BEAT);
    // Caught at once, so that one that fails is told of after the storm, and is no stray rejection.
    const restarts: Promise<Error | null>[] = [];
    const watch = (restart: Promise<void>) => {
      const failed = (error: unknown) => new Error('a restart failed', { cause: error });
      restarts.push(restart.then(() => null, failed));
    };
    const start = Date.now();
    this.bystanders.flood();
    for (let beat = 0; beat < beats; beat += 1) {
      const due = Math.ceil((this.#options.messages * (beat + 1)) / beats);
      while (this.sent < due) this.#say('storm-');
      for (const client of this.clients) if (this.#random() < (CUTS * BEAT) / 1_000) this.#cut(client);
      if (isMoment(beat, beats, COLD_BURSTS, 0.5)) this.#burst();
      if (beat > beats * FLOODED && this.#isFloodJudged()) this.bystanders.endFlood();
      if (isMoment(beat, beats, ENGINE_KILLS, 0.3)) watch(this.#stage.engine.restart(300));
      if (isMoment(beat, beats, BACKEND_KILLS, 0.7)) watch(this.#restartBackend());
      await wait(start + (beat + 1) * BEAT - Date.now());
    }
    for (const failure of await Promise.all(restarts)) if (failure !== null) throw failure;
    // However slow the machine.
    await this.#until('the flood', () => this.#isFloodJudged());
    this.bystanders.endFlood();
  }

  #isFloodJudged(): boolean {
    return this.bystanders.isFloodJudged(allowedOf(this.#options));
  }

  /** All say something at once, over connections that have to be opened first. */
  #burst(): void {
    this.bursts += 1;
    this.#stage.backend.tell('cool');
    for (const client of this.clients) this.#sayBy(client, 'burst-');
  }

  async #restartBackend(): Promise<void> {
    await this.#stage.backend.restart(300);
    this.#setChaos(true);
  }

  /** Pushes must reach every connected client, which does not ask: newcomers too, and also when the first sender died. */
  async #lookAtPushes(): Promise<void> {
    for (const client of this.clients) client.heals = false;
    this.#say('warm-up-');
    await wait(500);
    for (const [index, client] of this.clients.entries()) if (index % 2 === 0) this.#cut(client);
    await this.#until('before the quiet', () => this.clients.every(({ isJoined }) => isJoined));
    for (let count = 0; count < 8; count += 1) this.quiet.add(this.#say('quiet-')).add(this.#say(RESCUE));
    await this.#until('in the quiet', () => this.clients.every(({ underWay }) => underWay === 0));
    // No later message helps this one: only its sender's second attempt.
    this.quiet.add(this.#say(RESCUE));
    await this.#until('after the last', () => this.clients.every(({ underWay }) => underWay === 0));
    await wait(3_000);
    for (const client of this.clients) client.heals = true;
  }

  #say(prefix: string): string {
    return this.#sayBy(this.clients[Math.floor(this.#random() * this.clients.length)], prefix);
  }

  #sayBy(client: Participant | undefined, prefix: string): string {
    this.sent += 1;
    const id = `${prefix}${this.sent}`;
    client?.say(id, `${id}: ${'x'.repeat(this.sent % 200)}`);
    return id;
  }

  #cut(client: Participant): void {
    this.cuts += 1;
    client.cut();
  }

  #setChaos(chaos: boolean): void {
    this.#stage.backend.tell({ chaos });
  }

  #rest(when: string): Promise<void> {
    return this.#until(when, () => this.clients.every(({ isAtRest }) => isAtRest));
  }

  async #until(when: string, isReached: () => boolean): Promise<void> {
    let latest = { progress: -1, at: Date.now() };
    while (Date.now() - latest.at < STUCK) {
      await wait(BEAT * 5);
      if (isReached()) return;
      const progress = this.clients.reduce((sum, client) => sum + client.progress, 0);
      if (progress > latest.progress) latest = { progress, at: Date.now() };
    }
    throw new Error(`${when}: something does not come to rest`);
  }
}

/** Whether it is one of `times` moments, evenly spread, each `offset` of the way. */
function isMoment(beat: number, beats: number, times: number, offset: number): boolean {
  const part = beats / times;
  return Math.floor(part * offset) === Math.floor(beat % part);
}

function wait(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time)));
}
