import { ChatError, isChatError } from '../../model/chat-error.js';
import type { LogEntry, VisibleEntry } from '../../model/log-entry.js';
import type { MessageContent } from '../../model/message-content.js';
import type { RoomHead } from '../../model/room-head.js';
import { retentionAt } from '../../model/room-retention.js';
import type { BroadcastQueue } from '../../ports/broadcast-queue.js';
import type { IdempotencyRecord, MessageRepository } from '../../ports/message-repository.js';
import type { Reservation } from '../../ports/room-head-repository.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { entryAt, isOwn, type Draft, purposeOf, replacementOf, type Position } from './draft.js';
import { DraftRecords } from './draft-records.js';
import { asReviewed, draftReviewOf, type DraftReview } from './draft-review.js';
import { GapFiller } from './gap-filler.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { deliveryOf } from '../delivery.js';
import { eventNotificationsOf, type EventNotifications } from '../events/event-notifications.js';
import { perPorts } from '../per-ports.js';
import { retentionOf } from './retention.js';
import { RoomHeads, type RoomHeadsDependencies } from './room-heads.js';

/** How many positions a writer tries before it throws `unavailable`, when readers fill them first. */
const ATTEMPTS = 3;

/** What {@link LogWriter} needs. */
export interface LogWriterDependencies extends RoomHeadsDependencies {
  readonly messages: MessageRepository;
  readonly digest: TextDigest;
  /** Large rooms have workers. */
  readonly queue?: BroadcastQueue | undefined;
  /** Busy rooms have workers, and entries are marked that their senders push. */
  readonly busyQueue?: BroadcastQueue | undefined;
  /** Decides about messages before a position is reserved; without it all are accepted. */
  readonly draftReview?: DraftReview | undefined;
  /** Notified of each position before it is filled; without it entries become no events. */
  readonly eventNotifications?: Pick<EventNotifications, 'enqueue'> | undefined;
}

/** The result of writing a draft. */
export interface Written {
  readonly head: RoomHead;
  /** What was written, or the tombstone of a message that was deleted since. */
  readonly entry: VisibleEntry;
  /** Whether an earlier attempt had written it. */
  readonly duplicate: boolean;
}

/**
 * What has to be done before an entry is appended at a position, and can be repeated, also at another position
 * or with another head. A refusal
 * (a `ChatError` that is not retryable) gives the position up.
 *
 * @param replacement - what a review has the entry say, instead of the content of its draft
 */
export type BeforeAppend = (
  position: Position,
  head: RoomHead,
  replacement: MessageContent | undefined,
) => Promise<void>;

/**
 * Writes a message to its room's log, exactly once for each client message id of its sender, and a deletion once for
 * each message: reserve a position, store the idempotency record, append the entry. A retry reads the record and does
 * the steps that are missing. A position that a reader has filled meanwhile, or that is too old to be filled, is given
 * up for a new one, so no entry ever appears behind a cursor. An entry that had expired by the time it was stored is
 * never reported as written: no reader sees it, and the next writer may store its own in its place.
 *
 * An attempt that reserves a position and then learns that the record names another one has lost a race. It fills its
 * own at once, since no other writer will, and readers would wait for it. Where a call fails after the reservation, the
 * position stays as it is: the record may name it, and then the retry uses it.
 */
export class LogWriter {
  readonly #filler: GapFiller;
  readonly #records: DraftRecords;
  readonly #roomHeads: RoomHeads;

  readonly #dependencies: LogWriterDependencies;

  constructor(dependencies: LogWriterDependencies) {
    this.#dependencies = dependencies;

    this.#filler = new GapFiller(dependencies);
    this.#records = new DraftRecords(dependencies);
    this.#roomHeads = new RoomHeads(dependencies);
  }

  /**
   * @param lookup - what {@link LogWriter.lookUp} returned of this draft, where that was asked for before
   * @throws ChatError `rejected`, `client_message_id_reused`, `unavailable`, and what `before` throws
   */
  async write(draft: Draft, before?: BeforeAppend, lookup = this.lookUp(draft)): Promise<Written> {
    const record = await lookup;
    if (record !== null) return this.#resume(draft, record, before);
    const decided = (await this.#dependencies.draftReview?.execute(draft)) ?? {};
    if (decided.rejection !== undefined) {
      return this.#resume(draft, await this.#reject(draft, decided.rejection), before);
    }
    const reviewed = asReviewed(draft, decided);
    const head = await this.#roomHeads.reserveNext(draft.room, purposeOf(draft));
    const earlier = await this.#putIfAbsent(reviewed, head);
    const first = earlier === null ? reviewed : asReviewed(draft, earlier);
    return this.#fill(first, head, earlier ?? head, before);
  }

  /** Does what is missing of an earlier attempt, as that was reviewed. */
  async #resume(draft: Draft, record: IdempotencyRecord, before?: BeforeAppend): Promise<Written> {
    const reviewed = asReviewed(draft, record);
    return this.#fill(reviewed, await this.#roomHeads.getOrCreate(draft.room), record, before);
  }

  /** Records a rejection, unless another attempt was decided first; returns the record that counts. */
  async #reject(draft: Draft, rejection: string): Promise<IdempotencyRecord> {
    const { messages, clock } = this.#dependencies;
    const nowhere = { epoch: '', seq: 0, reservedAt: clock.now() };
    const record = this.#records.of(draft, nowhere);
    if (record === null) throw new ChatError('rejected', rejection);
    const own = { ...record, rejection };
    const earlier = await messages.putIfAbsent(own);
    return earlier === null ? own : this.#records.requireSame(draft, earlier);
  }

  async #fill(draft: Draft, head: Reservation, first: Position, before?: BeforeAppend): Promise<Written> {
    const { ids, retention } = this.#dependencies;
    const id = ids.next();
    let newest: Reservation = head;
    let position = first;
    for (let attempt = 1; ; attempt += 1) {
      const kept = retentionAt(newest, position.seq, retention);
      const entry = entryAt(draft, position, { id, retention: kept, pushed: this.#isPushed(newest) });
      const prepare = before && (() => before(position, newest, replacementOf(draft)));
      const there = await this.#put(draft, newest, entry, position, prepare);
      if (there === null) return { head: newest, entry, duplicate: false };
      if (isOwn(there, draft, id)) return { head: newest, entry: there, duplicate: there.id !== id };
      if (attempt === ATTEMPTS)
        throw new ChatError('unavailable', 'The log is busy; send the message again.');
      newest = await this.#roomHeads.reserveNext(draft.room, purposeOf(draft));
      position = await this.#move(draft, position, newest);
    }
  }

  /**
   * Appends the entry at its position, unless that is stale: so old that a new member may have started above it without
   * a read, or of another epoch, whose cursors are not valid. A stale position is filled, and given up like any other.
   */
  async #put(
    draft: Draft,
    head: RoomHead,
    entry: LogEntry,
    position: Position,
    prepare?: () => Promise<void>,
  ): Promise<LogEntry | null> {
    const { messages, eventNotifications } = this.#dependencies;
    if (position.epoch !== head.epoch || !this.#filler.isInFlight(position.reservedAt)) {
      return this.#filler.fill(head, position.seq, position.reservedAt);
    }
    if (prepare !== undefined) await this.#prepare(head, position, prepare);
    await Promise.all([
      eventNotifications?.enqueue(draft.room, position),
      this.#putReference(draft, head, position),
    ]);
    const there = await messages.append(draft.room, entry);
    if (there === null) this.#requireUnexpired(entry);
    return there;
  }

  /** Before the entry, which would outlive the erasure of its sender without it. */
  async #putReference(draft: Draft, head: RoomHead, position: Position): Promise<void> {
    const reference = this.#records.referenceOf(draft, position, head);
    if (reference !== null) await this.#dependencies.messages.putIfAbsent(reference);
  }

  async #prepare(head: RoomHead, position: Position, prepare: () => Promise<void>): Promise<void> {
    try {
      await prepare();
    } catch (error) {
      const isRefused = isChatError(error) && !error.retryable;
      if (isRefused) await this.#filler.fill(head, position.seq, position.reservedAt);
      throw error;
    }
  }

  /** Whether the sender is to push it: marked only in a chat where workers may come across it. */
  #isPushed(head: Reservation): boolean {
    const { busyQueue } = this.#dependencies;
    return busyQueue !== undefined && deliveryOf(head, this.#dependencies) === 'inline';
  }

  /** Asked after the append, since the invocation may have been frozen between any check and the append. */
  #requireUnexpired({ expiresAt }: LogEntry): void {
    if (expiresAt > this.#dependencies.clock.now()) return;
    throw new ChatError('unavailable', 'The message expired before it was stored; send it again.');
  }

  /**
   * Whether an earlier attempt has reserved a position; `null` where none has. May be asked for beside other calls that
   * come before the write: a record that is stored meanwhile is found when the own one is put.
   *
   * @throws ChatError `client_message_id_reused`, `unavailable`
   */
  lookUp(draft: Draft): Promise<IdempotencyRecord | null> {
    return this.#records.find(draft);
  }

  async #putIfAbsent(draft: Draft, position: Reservation): Promise<IdempotencyRecord | null> {
    const record = this.#records.of(draft, position);
    if (record === null) return null;
    const earlier = await this.#dependencies.messages.putIfAbsent(record);
    return earlier === null ? null : this.#yieldTo(draft, earlier, position);
  }

  async #move(draft: Draft, from: Position, to: Reservation): Promise<Position> {
    const record = this.#records.of(draft, to);
    if (record === null) return to;
    return this.#yieldTo(draft, await this.#dependencies.messages.move(record, from), to);
  }

  /** Fills the position that was reserved, unless the record names it: then the store has repeated our own call. */
  async #yieldTo(draft: Draft, record: IdempotencyRecord, reserved: Reservation): Promise<IdempotencyRecord> {
    if (record.seq !== reserved.seq || record.epoch !== reserved.epoch || record.room !== draft.room) {
      await this.#filler.fill(reserved, reserved.seq, reserved.reservedAt);
    }
    return this.#records.requireSame(draft, record);
  }
}

/** The {@link LogWriter} of a chat. */
export const logWriterOf = perPorts(
  (
    ports: Pick<
      ChatPorts,
      | 'heads'
      | 'messages'
      | 'clock'
      | 'ids'
      | 'digest'
      | 'queue'
      | 'busyQueue'
      | 'eventQueue'
      | 'review'
      | 'logger'
      | 'settings'
    >,
  ) =>
    new LogWriter({
      ...ports,
      draftReview: draftReviewOf(ports),
      eventNotifications: eventNotificationsOf(ports),
      retention: retentionOf(ports),
    }),
);
