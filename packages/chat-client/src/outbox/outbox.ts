import type { ClientFrame, ServerFrame, ServerFrameOf } from '@serverless-ws/chat-protocol';
import { Backoff } from '../connection/backoff.js';
import type { Timers } from '../ports/timers.js';
import { isAboutSession, RequestError } from '../request-error.js';
import type { OutboxMessage, Receipt } from './outbox-message.js';
import type { OutboxStorage } from './outbox-storage.js';
import { frameOf, isUnderWay, type Parcel } from './parcel.js';

/** How long to wait for an ack before a message is sent again; doubles up to the cap. */
const ACK_TIMEOUT = 5_000;
const ACK_TIMEOUT_CAP = 60_000;
/** When to give up: well within the day for which the server knows a `clientMessageId` at least. */
const GIVE_UP = 12 * 60 * 60 * 1_000;
/** Messages that may wait at a time. */
const CAPACITY = 1_000;

/** What an {@link Outbox} needs. */
export interface OutboxDependencies {
  readonly timers: Timers;
  readonly random: () => number;
  readonly storage: OutboxStorage;
  /** Sends a frame if the room can be sent to right now; tells whether. */
  readonly send: (frame: ClientFrame, room: string) => boolean;
  /** After every change. */
  readonly onChange: (messages: readonly OutboxMessage[]) => void;
}

/**
 * Messages on their way to the server. Within a room one at a time, so that they stay in order; each is sent again,
 * with the same `clientMessageId`, until the server has it, refuses it, or 12 hours are over.
 */
export class Outbox {
  readonly #dependencies: OutboxDependencies;
  #parcels: Parcel[];
  #cancelTimer: () => void = () => undefined;

  constructor(dependencies: OutboxDependencies) {
    this.#dependencies = dependencies;
    this.#parcels = dependencies.storage
      .load()
      .filter(({ status }) => status !== 'sent')
      .map((message) =>
        this.#parcel({ ...message, status: message.status === 'failed' ? 'failed' : 'waiting' }),
      );
  }

  /** In the order in which they were sent. */
  get messages(): readonly OutboxMessage[] {
    return this.#parcels.map(({ message }) => message);
  }

  /**
   * Takes a message, and resolves when it is in the log.
   * @throws RequestError `outbox_full`, `expired`, `discarded`, `closed`, or what the server says
   */
  add(message: Omit<OutboxMessage, 'createdAt' | 'status'>): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      if (this.#parcels.length >= CAPACITY) {
        reject(new RequestError('outbox_full', `${CAPACITY} messages are waiting already.`, true));
        return;
      }
      const createdAt = this.#dependencies.timers.now();
      const settle = { resolve, reject };
      this.#parcels.push(this.#parcel({ ...message, createdAt, status: 'waiting' }, settle));
      this.#changed();
    });
  }

  /** Sends a failed message once more, as if it were new; the promise of the first time is settled already. */
  retry(clientMessageId: string): void {
    const parcel = this.#find(clientMessageId);
    if (parcel?.message.status !== 'failed') return;
    const { kind, room, text } = parcel.message;
    const createdAt = this.#dependencies.timers.now();
    const again = { clientMessageId, kind, room, text, createdAt, status: 'waiting' } as const;
    this.#replace(parcel, this.#parcel(again));
    this.#changed();
  }

  /** Forgets a message; one that was sent may still arrive. */
  discard(clientMessageId: string): void {
    const parcel = this.#find(clientMessageId);
    if (parcel === undefined) return;
    this.#remove([parcel]);
    parcel.settle?.reject(new RequestError('discarded', 'The message was discarded.', false));
    this.#changed();
  }

  /** There is a fresh connection, or one more room on it: sends all that wait for no other. */
  resume(): void {
    for (const parcel of this.#parcels) {
      parcel.dueAt = 0;
      parcel.backoff.reset();
    }
    this.#changed();
  }

  /** Sees whether a frame decides about a message. */
  receive(frame: ServerFrame): void {
    if (frame.type === 'ack') this.#acknowledge(frame.clientMessageId, frame);
    if (frame.type === 'error') this.#refuse(frame);
    if (!('messages' in frame)) return;
    for (const entry of frame.messages) {
      // Nobody else knows the id of a message before it is stored, so the id alone tells that this is ours.
      if (entry.kind === 'unknown' || entry.kind === 'deletion') continue;
      this.#acknowledge(entry.clientMessageId, { ...entry, room: frame.room, epoch: frame.epoch });
    }
  }

  /** The log of a room was shown up to `seq`: what was sent up to there is to be seen now. */
  shown(room: string, seq: number): void {
    const seen = this.#parcels.filter(({ receipt }) => receipt?.room === room && receipt.seq <= seq);
    if (seen.length === 0) return;
    this.#remove(seen);
    this.#changed();
  }

  /** Ends everything that waits; what is stored stays so. */
  close(error: RequestError): void {
    this.#cancelTimer();
    for (const { settle } of this.#parcels) settle?.reject(error);
  }

  #acknowledge(clientMessageId: string | undefined, position: Receipt): void {
    const parcel = this.#find(clientMessageId);
    if (parcel === undefined || parcel.receipt !== undefined) return;
    const { room, epoch, seq, id, sentAt } = position;
    parcel.receipt = { room, epoch, seq, id, sentAt };
    parcel.settle?.resolve(parcel.receipt);
    this.#mark(parcel, { status: 'sent' });
    this.#changed();
  }

  #refuse({ clientMessageId, code, message, retryable, retryAfterMs }: ServerFrameOf<'error'>): void {
    const parcel = this.#find(clientMessageId);
    if (parcel === undefined || !isUnderWay(parcel)) return;
    const dueAt = this.#dependencies.timers.now() + (retryAfterMs ?? parcel.backoff.next());
    // Whoever is muted for a year should learn it now rather than when the message has expired.
    const isInTime = dueAt < parcel.message.createdAt + GIVE_UP;
    if (retryable && isInTime) parcel.dueAt = dueAt;
    else if (!isAboutSession({ code })) this.#fail(parcel, new RequestError(code, message, retryable));
    this.#changed();
  }

  #fail(parcel: Parcel, error: RequestError): void {
    this.#mark(parcel, { status: 'failed', reason: error.code });
    parcel.settle?.reject(error);
  }

  /** Sends what is due, and comes back when something will be. */
  #pump(): void {
    this.#cancelTimer();
    const now = this.#dependencies.timers.now();
    const busy = new Set<string>();
    let wakeAt = Infinity;
    for (const parcel of this.#parcels.filter(isUnderWay)) {
      const { room, createdAt } = parcel.message;
      if (createdAt + GIVE_UP <= now) {
        this.#fail(parcel, new RequestError('expired', 'The message could not be sent for 12 hours.', false));
        continue;
      }
      wakeAt = Math.min(wakeAt, createdAt + GIVE_UP);
      if (busy.has(room)) continue;
      busy.add(room);
      if (parcel.dueAt <= now && !this.#dispatch(parcel, now)) continue;
      wakeAt = Math.min(wakeAt, parcel.dueAt);
    }
    this.#cancelTimer =
      wakeAt === Infinity
        ? () => undefined
        : this.#dependencies.timers.after(wakeAt - now, () => this.#changed());
  }

  #dispatch(parcel: Parcel, now: number): boolean {
    if (!this.#dependencies.send(frameOf(parcel), parcel.message.room)) return false;
    parcel.dueAt = now + ACK_TIMEOUT + parcel.backoff.next();
    this.#mark(parcel, { status: 'sending' });
    return true;
  }

  #changed(): void {
    this.#pump();
    this.#dependencies.storage.save(this.messages);
    this.#dependencies.onChange(this.messages);
  }

  #parcel(message: OutboxMessage, settle?: Parcel['settle']): Parcel {
    const backoff = new Backoff(ACK_TIMEOUT, ACK_TIMEOUT_CAP, this.#dependencies.random);
    return { message, dueAt: 0, backoff, ...(settle && { settle }) };
  }

  #mark(parcel: Parcel, change: Partial<OutboxMessage>): void {
    parcel.message = { ...parcel.message, ...change };
  }

  #find(clientMessageId: string | undefined): Parcel | undefined {
    return this.#parcels.find(({ message }) => message.clientMessageId === clientMessageId);
  }

  #replace(parcel: Parcel, by: Parcel): void {
    this.#parcels = this.#parcels.map((other) => (other === parcel ? by : other));
  }

  #remove(parcels: readonly Parcel[]): void {
    this.#parcels = this.#parcels.filter((parcel) => !parcels.includes(parcel));
  }
}
