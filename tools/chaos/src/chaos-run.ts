import { randomOf } from '@serverless-ws/chat-contracts';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { RESCUE } from './backend-settings.js';
import type { ChangingRetention } from './changing-retention.js';
import type { ChaosChild } from './chaos-child.js';
import { allowedOf, type ChaosOptions } from './chaos-options.js';
import { Bystanders } from './clients/bystanders.js';
import { ChatClientParticipant } from './clients/chat-client-participant.js';
import type { Participant } from './clients/participant.js';
import { ProtocolParticipant } from './clients/protocol-participant.js';
import { DEVICE_USERS, DeviceGroup } from './devices/device-group.js';
import { PublishingBackend } from './publish/publishing-backend.js';

/** Milliseconds between two looks of the director. */
const BEAT = 100;
/** Sockets cut in a second, each; the engine and the backend are killed this often in a run. */
const CUTS = 0.05;
const ENGINE_KILLS = 2;
const BACKEND_KILLS = 2;
/** How often all talk at once, while the backend's connections are cold. */
const COLD_BURSTS = 3;
/** How often an operator changes the retention of the room. */
const RETENTIONS = 4;
/** How often a backend begins to publish a batch, and the messages of one. */
const BATCHES = 3;
const BATCH = 6;
/** The part of a storm after which a flood ends that has met its limit. */
const FLOODED = 0.8;
/** Messages of each client under way, on average, at which the storm pauses: a slow machine would never catch up with it. */
const BACKLOG = 5;
/** Milliseconds without any progress after which something is taken to be stuck, however slow the machine. */
const STUCK = 120_000;

/** What a run works with. */
export interface ChaosStage {
  readonly url: string;
  /** Where functions are invoked. */
  readonly invokePort: number;
  /** Signs tokens. */
  readonly secret: string;
  readonly engine: ChaosChild;
  readonly backend: ChaosChild;
  /** That of the room. */
  readonly retention: ChangingRetention;
}

/** Lets clients talk while sockets, handlers, the backend and the database die, then lets everything come to rest. */
export class ChaosRun {
  readonly clients: readonly Participant[];
  readonly bystanders: Bystanders;
  readonly devices: DeviceGroup;
  readonly publisher: PublishingBackend;
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
    this.devices = new DeviceGroup(stage, this.#random);
    this.publisher = new PublishingBackend(stage.invokePort, this.#random);
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
    this.devices.arrive();
    await this.#rest('after the storm');
    await this.#lookAtPushes();
    await this.#rest('at the end');
    await this.#lookAtDevices();
  }

  close(): void {
    this.bystanders.close();
    this.devices.close();
    this.publisher.close();
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
    let next = Date.now();
    this.bystanders.flood();
    for (let beat = 0; beat < beats; beat += 1) {
      if (this.#isOverloaded) await this.#until('in the storm', () => !this.#isOverloaded);
      const due = Math.ceil((this.#options.messages * (beat + 1)) / beats);
      while (this.sent < due) this.#say('storm-');
      while (this.devices.acts < due * this.#actsPerMessage) this.devices.act();
      this.cuts += this.devices.cut((CUTS * BEAT) / 1_000);
      for (const client of this.clients) if (this.#random() < (CUTS * BEAT) / 1_000) this.#cut(client);
      if (isMoment(beat, beats, COLD_BURSTS, 0.5)) this.#burst();
      if (isMoment(beat, beats, RETENTIONS, 0.6)) void this.#stage.retention.change();
      if (isMoment(beat, beats, BATCHES, 0.4)) this.publisher.publish(BATCH);
      if (beat > beats * FLOODED && this.#isFloodJudged()) this.bystanders.endFlood();
      if (isMoment(beat, beats, ENGINE_KILLS, 0.3)) watch(this.#stage.engine.restart(300));
      if (isMoment(beat, beats, BACKEND_KILLS, 0.7)) watch(this.#restartBackend());
      next = Math.max(next + BEAT, Date.now());
      await wait(next - Date.now());
    }
    for (const failure of await Promise.all(restarts)) if (failure !== null) throw failure;
    // However slow the machine.
    await this.#until('changing the retention', () => this.#stage.retention.isIdle);
    await this.#until('the flood', () => this.#isFloodJudged());
    this.bystanders.endFlood();
    await this.#until('what devices do', () => this.devices.complete());
    await this.#until('publishing', () => this.publisher.isIdle);
  }

  get #isOverloaded(): boolean {
    const underWay = this.clients.reduce((sum, client) => sum + client.underWay, 0);
    return underWay > BACKLOG * this.clients.length;
  }

  #isFloodJudged(): boolean {
    return this.bystanders.isFloodJudged(allowedOf(this.#options));
  }

  /** All say something at once, over connections that have to be opened first. */
  #burst(): void {
    this.bursts += 1;
    this.#stage.backend.tell('cool');
    for (const client of this.clients) this.#sayBy(client, 'burst-');
    this.devices.burst();
  }

  async #restartBackend(): Promise<void> {
    this.devices.lose();
    await this.#stage.backend.restart(300);
    this.#setChaos(true);
  }

  /** Pushes must reach every connected client, which does not ask: newcomers too, and also when the first sender died. */
  async #lookAtPushes(): Promise<void> {
    for (const client of this.clients) client.heals = false;
    this.devices.heals = false;
    this.#say('warm-up-');
    await wait(500);
    for (const [index, client] of this.clients.entries()) if (index % 2 === 0) this.#cut(client);
    this.cuts += this.devices.cut(0.5);
    await this.#until('before the quiet', () => this.#isJoined);
    this.devices.sayInTheQuiet();
    for (let count = 0; count < 8; count += 1) this.quiet.add(this.#say('quiet-')).add(this.#say(RESCUE));
    await this.#until('in the quiet', () => this.#isIdle);
    // No later message helps this one: only its sender's second attempt.
    this.quiet.add(this.#say(RESCUE));
    await this.#until('after the last', () => this.#isIdle);
    await wait(3_000);
    for (const client of this.clients) client.heals = true;
    this.devices.heals = true;
  }

  /** Marks go forward only; and of who is in the room, those who have gone are told by none, once a delivery has met them. */
  async #lookAtDevices(): Promise<void> {
    this.devices.markLast();
    await this.#until('marking', () => this.devices.isIdle);
    await this.#stage.backend.ask('deliver');
    this.devices.askWho();
    await this.#until('asking who is there', () => this.devices.isIdle);
  }

  /** What devices do for each message: of what others send half as much each, as bursts and the quiet come on top, and each try counts. */
  get #actsPerMessage(): number {
    return DEVICE_USERS / 2 / this.#options.clients;
  }

  get #isJoined(): boolean {
    return this.devices.isJoined && this.clients.every(({ isJoined }) => isJoined);
  }

  get #isIdle(): boolean {
    return this.devices.isIdle && this.clients.every(({ underWay }) => underWay === 0);
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

  get #otherProgress(): number {
    return this.devices.progress + this.publisher.progress;
  }

  #rest(when: string): Promise<void> {
    return this.#until(when, () => this.devices.isAtRest && this.clients.every(({ isAtRest }) => isAtRest));
  }

  async #until(when: string, isReached: () => boolean): Promise<void> {
    let latest = { progress: -1, at: Date.now() };
    while (Date.now() - latest.at < STUCK) {
      await wait(BEAT * 5);
      if (this.devices.leaked > 0) throw new Error(`${when}: a device was sent what is not its user's`);
      if (isReached()) return;
      const progress = this.clients.reduce((sum, client) => sum + client.progress, this.#otherProgress);
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
