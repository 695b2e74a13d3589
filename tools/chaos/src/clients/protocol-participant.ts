import type { LogCursor } from '@serverless-ws/chat-domain';
import { SimulatedClient, type Next } from '@serverless-ws/chat-contracts';
import { parseServerFrame, type ServerFrame } from '@serverless-ws/chat-protocol';
import { WebSocket } from 'ws';
import { ROOM } from '../backend-settings.js';
import { isRefused } from './is-refused.js';
import type { Participant, ParticipantSettings } from './participant.js';

/** Milliseconds between two looks at what is missing, or was not acknowledged. */
const TICK = 250;
/** Milliseconds after which a message is sent again: now and then longer than a position in the log stays open. */
const PATIENCE = { least: 1_000, most: 9_000 };
/** How much longer each further time, so that a busy machine is not made busier. */
const BACKOFF = 1.5;
/** Milliseconds between an answer and the next question, and those that an answer is waited for. */
const PAUSE = 1_000;
const ANSWER = 5_000;
/** Messages under way at once. */
const WINDOW = 10;

interface Unsent {
  readonly text: string;
  /** When it is due to be sent, or sent again. */
  due: number;
  tries: number;
}

/** As little of a client as keeps to the protocol over a real socket, and comes back whenever it was cut off. */
export class ProtocolParticipant implements Participant {
  readonly userId: string;
  readonly log: SimulatedClient;
  readonly outbox = new Map<string, Unsent>();
  readonly acked = new Set<string>();
  readonly pushed = new Set<string>();
  heals = true;
  head = 0;
  resets = 0;
  refused = 0;
  /** None, as it keeps by position what it was told; two different entries at one position show in the end. */
  readonly disorders = 0;
  #socket: WebSocket | null = null;
  #isJoined = false;
  /** The cursors of the questions under way, by their request ids. */
  readonly #asked = { last: 0, cursors: new Map<string, LogCursor | null>() };
  #nextPing = 0;
  /** When it may ask again: soon after an answer, late without one. */
  #question = { due: 0, tries: 0 };
  readonly #timer: ReturnType<typeof setInterval>;

  readonly #url: string;
  readonly #token: string;
  readonly #random: () => number;

  constructor({ userId, url, token, random }: ParticipantSettings) {
    this.userId = userId;
    this.#url = url;
    this.#token = token;
    this.#random = random;
    this.log = new SimulatedClient(userId);
    this.#timer = setInterval(() => this.#tick(), TICK);
  }

  get known(): ReadonlyMap<number, string> {
    return this.log.known;
  }

  get underWay(): number {
    return this.outbox.size;
  }

  get isJoined(): boolean {
    return this.#isJoined;
  }

  get progress(): number {
    return this.acked.size + this.pushed.size + (this.log.cursor?.seq ?? 0) + (this.#isJoined ? 1 : 0);
  }

  get isAtRest(): boolean {
    return this.#isJoined && this.outbox.size === 0 && (this.log.cursor?.seq ?? -1) >= this.head;
  }

  say(clientMessageId: string, text: string): void {
    this.outbox.set(clientMessageId, { text, due: 0, tries: 0 });
    this.#tick();
  }

  cut(): void {
    this.#isJoined = false;
    this.#socket?.terminate();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket?.removeAllListeners('close');
    this.cut();
  }

  #tick(): void {
    const now = Date.now();
    if (this.#socket === null) return this.#open();
    if (!this.#isJoined) return this.#asking(now, 'join');
    for (const [clientMessageId, unsent] of [...this.outbox].slice(0, WINDOW)) {
      if (unsent.due > now) continue;
      const patience = PATIENCE.least + this.#random() ** 2 * (PATIENCE.most - PATIENCE.least);
      unsent.due = now + patience * BACKOFF ** Math.min(4, unsent.tries);
      unsent.tries += 1;
      const echo = this.#random() < 0.5;
      this.#send({ action: 'sendMessage', room: ROOM, text: unsent.text, clientMessageId, echo });
    }
    if (!this.heals) return;
    if (this.head > (this.log.cursor?.seq ?? 0)) this.#asking(now, 'after');
    if (now >= this.#nextPing) {
      this.#nextPing = now + ANSWER * 2;
      this.#send({ action: 'ping' });
    }
  }

  #open(): void {
    const socket = new WebSocket(this.#url, { headers: { Authorization: this.#token } });
    this.#socket = socket;
    this.#isJoined = false;
    socket.on('open', () => this.#ask('join'));
    socket.on('message', (data) => this.#hear(parseServerFrame(String(data))));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#asked.cursors.clear();
      this.#question = { due: 0, tries: 0 };
      this.#nextPing = 0;
      this.#socket = null;
      this.#isJoined = false;
    });
  }

  #asking(now: number, next: Exclude<Next, null>): void {
    if (now >= this.#question.due) this.#ask(next);
  }

  #ask(next: Next): void {
    if (next !== 'join' && next !== 'after') return;
    const { tries } = this.#question;
    const patience = ANSWER * (1 + this.#random()) * BACKOFF ** Math.min(6, tries);
    this.#question = { due: Date.now() + patience, tries: tries + 1 };
    const asked = this.log.cursor;
    const requestId = String((this.#asked.last += 1));
    this.#asked.cursors.set(requestId, asked);
    const after = asked ?? undefined;
    if (next === 'join') this.#send({ action: 'joinRoom', requestId, room: ROOM, after });
    else this.#send({ action: 'listMessages', requestId, room: ROOM, after, limit: 100 });
  }

  #send(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #hear(frame: ServerFrame | null): void {
    if (isRefused(frame)) this.refused += 1;
    if (frame?.type === 'ack') this.#receipt(frame);
    if (frame?.type === 'pong') this.#learn(frame.heads[ROOM]?.seq ?? 0);
    if (frame?.type === 'error' && this.#asked.cursors.has(frame.requestId ?? '')) this.#answered();
    if (frame?.type === 'error' && ['connection_gone', 'not_joined'].includes(frame.code)) this.cut();
    if (frame?.type === 'messages' && frame.room === ROOM) this.#push(frame);
    if ((frame?.type === 'joined' || frame?.type === 'page') && frame.room === ROOM) this.#catchUp(frame);
  }

  /** The entry of an ack is as good as a push. */
  #receipt({ room, epoch, clientMessageId, entry }: Extract<ServerFrame, { type: 'ack' }>): void {
    this.#acknowledge(clientMessageId);
    if (entry !== undefined && room === ROOM) this.#push({ epoch, messages: [entry] });
  }

  #answered(): void {
    this.#question = { due: Date.now() + PAUSE * (1 + this.#random()), tries: 0 };
  }

  #learn(head: number): void {
    this.head = Math.max(this.head, head);
    this.#nextPing = Date.now() + 2 * PAUSE;
  }

  #push(frame: Pick<Extract<ServerFrame, { type: 'messages' }>, 'epoch' | 'messages'>): void {
    const entries = this.#entries(frame.messages);
    for (const { seq, id } of entries) {
      this.pushed.add(id);
      this.head = Math.max(this.head, seq);
    }
    this.log.receive({ epoch: frame.epoch, entries });
  }

  #catchUp(frame: Extract<ServerFrame, { type: 'joined' | 'page' }>): void {
    if (frame.type === 'joined') this.#isJoined = true;
    this.#answered();
    this.head = Math.max(this.head, frame.head);
    const asked = this.#asked.cursors.get(frame.requestId ?? '') ?? null;
    // Asked twice before the first answer: only the first tells where to start.
    if (asked === null && this.log.cursor !== null) return;
    if (asked !== null && !frame.recovered) this.resets += 1;
    this.#ask(this.log.catchUp({ ...frame, entries: this.#entries(frame.messages) }, asked));
  }

  /** What can be read, with its own messages acknowledged. */
  #entries(messages: Extract<ServerFrame, { type: 'page' }>['messages']) {
    return messages.flatMap((entry) => {
      if (!('kind' in entry)) return [];
      if ('clientMessageId' in entry && entry.sender.id === this.userId)
        this.#acknowledge(entry.clientMessageId);
      return [{ seq: entry.seq, id: entry.id }];
    });
  }

  #acknowledge(clientMessageId: string | undefined): void {
    if (clientMessageId === undefined) return;
    this.outbox.delete(clientMessageId);
    this.acked.add(clientMessageId);
  }
}
