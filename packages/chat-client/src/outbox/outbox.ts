import type { CoreFrame, CoreFrameOf } from '../connection/core-frame.js';
import type { Cursor } from '../log/room-log.js';
import { isAboutSession, RequestError } from '../request-error.js';
import type { OutboxMessage, Receipt } from './outbox-message.js';
import type { OutboxStorage } from './outbox-storage.js';
import {
  ACK_TIMEOUT,
  fail,
  firstOfEachRoom,
  frameOf,
  isUnderWay,
  mark,
  newPendingSend,
  type MessageFrame,
  type NewMessage,
  type PendingSend,
  type PendingSendDependencies,
} from './pending-send.js';

/** How many sessions may end right after a message was sent, before it counts as the reason. */
const STRIKES = 5;
/** Messages that may wait at a time. */
const CAPACITY = 1_000;

/** What an {@link Outbox} needs. */
export interface OutboxDependencies extends PendingSendDependencies {
  readonly storage: OutboxStorage;
  /** Sends a frame if the room is joined now; returns whether it did. */
  readonly send: (frame: MessageFrame, room: string) => boolean;
  /** An ack is missing: the line is suspect. */
  readonly onSilence: () => void;
  /** After every change. */
  readonly onChange: (messages: readonly OutboxMessage[]) => void;
}

/**
 * Pending messages. Within a room they are sent one at a time, so that they stay in order; each is sent again, with the
 * same `clientMessageId`, until the server acknowledges or rejects it, or 12 hours are over.
 *
 * A message that may be the reason why sessions end is sent alone, after all others, and fails if they still end.
 */
export class Outbox {
  readonly #dependencies: OutboxDependencies;
  #pending: PendingSend[];
  #cancelTimer: () => void = () => undefined;

  constructor(dependencies: OutboxDependencies) {
    this.#dependencies = dependencies;
    this.#pending = dependencies.storage
      .load()
      .filter(({ status }) => status !== 'sent')
      .map((message) =>
        newPendingSend(dependencies, {
          ...message,
          status: message.status === 'failed' ? 'failed' : 'waiting',
        }),
      );
  }

  /** In the order in which they were sent. */
  get messages(): readonly OutboxMessage[] {
    return this.#pending.map(({ message }) => message);
  }

  /**
   * Adds a message, and resolves when it is in the log.
   * @throws RequestError `invalid_text` for one that is too long for a frame, `outbox_full`, `expired`,
   * `undeliverable`, `discarded`, `closed`, or the server's error
   */
  async add(message: NewMessage): Promise<Receipt> {
    if (this.#pending.length >= CAPACITY) throw new RequestError('outbox_full', 'outbox_full', true);
    const pendingSend = this.#newSend(message);
    this.#pending.push(pendingSend);
    this.#changed();
    return pendingSend.completion.promise;
  }

  /** Sends a failed message, which has a reason, once more, as if it were new; its first promise has already been rejected. */
  retry(clientMessageId: string): void {
    const pendingSend = this.#find(clientMessageId);
    if (pendingSend === undefined) return;
    const { reason, ...message } = pendingSend.message;
    if (reason === undefined) return;
    Object.assign(pendingSend, this.#newSend(message));
    this.#changed();
  }

  /** Removes a message; one that was sent may still arrive. */
  discard(clientMessageId: string): void {
    const pendingSend = this.#find(clientMessageId);
    if (pendingSend === undefined) return;
    this.#remove([pendingSend]);
    pendingSend.completion.reject(new RequestError('discarded'));
    this.#changed();
  }

  /** There is a new connection, or one more room on it: sends every message that waits for no other, and that may go. */
  resume(): void {
    for (const pendingSend of this.#pending) {
      pendingSend.dueAt = pendingSend.notBefore;
      pendingSend.isOut = false;
      pendingSend.backoff.reset();
    }
    this.#changed();
  }

  /**
   * The server has ended the session. Messages that were under way may be the reason.
   * @param isForCause - it says that a frame was: the only one under way is not sent again
   */
  interrupted(isForCause: boolean): void {
    const suspects = this.#pending.filter((pendingSend) => pendingSend.isOut && isUnderWay(pendingSend));
    for (const suspect of suspects) {
      suspect.isOut = false;
      suspect.strikes += 1;
      const isReason = isForCause ? suspects.length === 1 : suspect.strikes >= STRIKES;
      if (isReason) fail(suspect, new RequestError('undeliverable'));
    }
    this.#changed();
  }

  /** Applies a frame that acknowledges or rejects a message. */
  receive(frame: CoreFrame): void {
    if (frame.type === 'ack') this.#acknowledge(frame.clientMessageId, frame);
    if (frame.type === 'error') this.#reject(frame);
    if (!('messages' in frame)) return;
    for (const entry of frame.messages) {
      // Only its sender knows the id of a message before it is stored, so the id identifies our message.
      if (!('kind' in entry) || entry.kind === 'deletion') continue;
      this.#acknowledge(entry.clientMessageId, { ...entry, room: frame.room, epoch: frame.epoch });
    }
  }

  /**
   * The log of a room was shown up to `cursor`: removes the messages up to there, and those of another epoch, whose
   * positions say nothing in this one. `null` when it is not shown at all.
   */
  shown(room: string, cursor: Cursor | null): void {
    const seen = this.#pending.filter(
      ({ receipt }) =>
        receipt?.room === room && (receipt.epoch !== cursor?.epoch || receipt.seq <= cursor.seq),
    );
    this.#remove(seen);
    if (seen.length > 0) this.#changed();
  }

  /** The client is no longer in a room: what is under way there fails, for this reason; what is stored is forgotten. */
  abandon(room: string, error: RequestError): void {
    for (const pendingSend of this.#pending.filter(isUnderWay)) {
      if (pendingSend.message.room === room) fail(pendingSend, error);
    }
    this.#pending = this.#pending.filter(({ receipt }) => receipt?.room !== room);
    this.#changed();
  }

  /** Rejects all pending promises; stored messages stay stored. */
  close(error: RequestError): void {
    this.#cancelTimer();
    for (const { completion } of this.#pending) completion.reject(error);
  }

  #acknowledge(clientMessageId: string | undefined, position: Receipt): void {
    const pendingSend = this.#find(clientMessageId);
    if (pendingSend === undefined || pendingSend.receipt !== undefined) return;
    const { room, epoch, seq, id, sentAt } = position;
    pendingSend.receipt = { room, epoch, seq, id, sentAt };
    pendingSend.completion.resolve(pendingSend.receipt);
    mark(pendingSend, { status: 'sent' });
    this.#changed();
  }

  #reject({ clientMessageId, code, message, retryable, retryAfterMs }: CoreFrameOf<'error'>): void {
    const pendingSend = this.#find(clientMessageId);
    if (pendingSend === undefined || !isUnderWay(pendingSend)) return;
    // The backoff also where the server says: at once.
    const now = this.#dependencies.timers.elapsed();
    pendingSend.isOut = false;
    pendingSend.notBefore = now + (retryAfterMs ?? 0);
    const dueAt = Math.max(pendingSend.notBefore, now + pendingSend.backoff.next());
    // A user who is muted for a year should learn it now rather than when the message has expired.
    const isInTime = dueAt < pendingSend.expiresAt;
    if (retryable && isInTime) pendingSend.dueAt = dueAt;
    else if (!isAboutSession({ code })) fail(pendingSend, new RequestError(code, message, retryable));
    this.#changed();
  }

  /** Sends what is due, and schedules the next run. */
  #pump(): void {
    this.#cancelTimer();
    const now = this.#dependencies.timers.elapsed();
    this.#expire(now);
    const heads = firstOfEachRoom(this.#pending);
    for (const head of heads) {
      if (head.dueAt <= now && this.#mayGo(head, heads, now)) this.#dispatch(head, now);
    }
    const wakeAt = Math.min(
      ...this.#pending.filter(isUnderWay).map(({ expiresAt }) => expiresAt),
      ...heads.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now),
    );
    this.#cancelTimer =
      wakeAt === Infinity
        ? () => undefined
        : this.#dependencies.timers.after(wakeAt - now, () => this.#changed());
  }

  #expire(now: number): void {
    for (const pendingSend of this.#pending.filter(isUnderWay)) {
      if (pendingSend.expiresAt <= now) fail(pendingSend, new RequestError('expired'));
    }
  }

  /** A suspect goes when no other message waits for a response; no other goes while a suspect does. */
  #mayGo(head: PendingSend, heads: readonly PendingSend[], now: number): boolean {
    const waiting = heads.filter((other) => other !== head && other.isOut && other.dueAt > now);
    return head.strikes > 0 ? waiting.length === 0 : waiting.every(({ strikes }) => strikes === 0);
  }

  #dispatch(pendingSend: PendingSend, now: number): void {
    const { message } = pendingSend;
    const { send, echo } = this.#dependencies;
    if (!send(frameOf(message, echo), message.room)) return;
    if (pendingSend.isOut) {
      this.#dependencies.onSilence();
      // The session has outlived the last attempt: the message was not the reason.
      pendingSend.strikes = 0;
    }
    pendingSend.isOut = true;
    pendingSend.dueAt = now + ACK_TIMEOUT + pendingSend.backoff.next();
    mark(pendingSend, { status: 'sending' });
  }

  #changed(): void {
    this.#pump();
    this.#dependencies.storage.save(this.messages);
    this.#dependencies.onChange(this.messages);
  }

  #newSend(message: NewMessage): PendingSend {
    const createdAt = this.#dependencies.timers.now();
    return newPendingSend(this.#dependencies, { ...message, createdAt, status: 'waiting' });
  }

  #find(clientMessageId: string | undefined): PendingSend | undefined {
    return this.#pending.find(({ message }) => message.clientMessageId === clientMessageId);
  }

  #remove(removed: readonly PendingSend[]): void {
    this.#pending = this.#pending.filter((pendingSend) => !removed.includes(pendingSend));
  }
}
