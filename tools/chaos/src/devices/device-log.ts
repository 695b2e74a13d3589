import type { LogCursor } from '@serverless-ws/chat-domain';
import { ChangingClient } from '@serverless-ws/chat-contracts';
import type { ReceivedEntry, ServerFrame } from '@serverless-ws/chat-protocol';
import { entryOf } from './received-entry.js';

/** Milliseconds that an answer is waited for, and those between an answer and the next question. */
const ANSWER = 5_000;
const PAUSE = 1_000;

/** A page that came over the wire. */
export type PageFrame = Extract<ServerFrame, { type: 'joined' | 'page' }>;

/** How a log is named in a frame. */
export type Where = { readonly room: string } | { readonly with: string };

/** A message that a device knows of. */
export interface SeenMessage {
  readonly seq: number;
  readonly id: string;
  readonly senderId: string;
  /** When this device first saw it, in epoch milliseconds. */
  readonly at: number;
}

/** One log as a device keeps it, from its first position on: what it shows, and what it has to ask for. */
export class DeviceLog {
  readonly where: Where;
  readonly client: ChangingClient;
  /** Messages, by position. */
  readonly messages = new Map<number, SeenMessage>();
  /** Ids of what was pushed. */
  readonly pushed = new Set<string>();
  /** The highest position that it has heard of. */
  head = 0;
  #question: { requestId: string; cursor: LogCursor; due: number } | null = null;
  #pause = 0;
  #questions = 0;

  constructor(userId: string, where: Where) {
    this.where = where;
    this.client = new ChangingClient(userId);
  }

  /** The epoch and the last position up to which it has everything; `null` before it has heard of the log. */
  get cursor(): LogCursor | null {
    return this.client.cursor;
  }

  /** Hears of the log: it starts before the first position. */
  learn({ epoch, seq }: LogCursor): void {
    this.client.cursor ??= { epoch, seq: 0 };
    this.head = Math.max(this.head, seq);
  }

  /** What was pushed. */
  receive(epoch: string, received: readonly ReceivedEntry[]): void {
    for (const entry of received) {
      this.learn({ epoch, seq: entry.seq });
      if ('kind' in entry) this.pushed.add(entry.id);
    }
    this.client.receive({ type: 'messages', room: '', epoch, entries: this.#noted(received) });
  }

  /** The response to a join after `asked`. */
  rejoined(page: PageFrame, asked: LogCursor | null): void {
    this.learn({ epoch: page.epoch, seq: page.head });
    if (asked !== null) this.#catchUp(page, asked);
  }

  /** What it has to ask, if it is time to. */
  question(now: number, name: string): object | null {
    const { cursor } = this;
    const isDue = now >= (this.#question?.due ?? this.#pause);
    if (cursor === null || cursor.seq >= this.head || !isDue) return null;
    const requestId = `${name} ${(this.#questions += 1)}`;
    this.#question = { requestId, cursor, due: now + ANSWER };
    return { action: 'listMessages', ...this.where, after: cursor, limit: 100, requestId };
  }

  /** The response to its question, or that there is none. */
  answer(page: PageFrame | null, requestId: string, now: number): void {
    if (this.#question?.requestId !== requestId) return;
    const { cursor } = this.#question;
    this.#question = null;
    this.#pause = now + (page?.more === true ? 0 : PAUSE);
    if (page !== null) this.#catchUp(page, cursor);
  }

  /** The connection has ended: no question of it is answered any more. */
  forget(): void {
    this.#question = null;
    this.#pause = 0;
  }

  #catchUp(page: PageFrame, asked: LogCursor): void {
    this.learn({ epoch: page.epoch, seq: page.head });
    this.client.catchUp({ ...page, entries: this.#noted(page.messages) }, asked);
  }

  #noted(received: readonly ReceivedEntry[]) {
    return received.flatMap((one) => {
      const entry = entryOf(one);
      if (entry === null) return [];
      const isMessage = entry.kind === 'message' || entry.kind === 'tombstone';
      if (isMessage && !this.messages.has(entry.seq)) {
        const { seq, id, sender } = entry;
        this.messages.set(seq, { seq, id, senderId: sender.id, at: Date.now() });
      }
      return [entry];
    });
  }
}
