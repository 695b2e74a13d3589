import { ChatError } from '../../model/chat-error.js';
import type { LogEntry, VisibleEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Clock } from '../../ports/clock.js';
import type { IdGenerator } from '../../ports/id-generator.js';
import type { MessageRepository, SendMarker, Ticket } from '../../ports/message-repository.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { contentOf, entryAt, isOwn, markOf, type Draft, type Place } from './draft.js';
import { LogSealer } from './log-sealer.js';

/** How often a writer takes a new place because its own was sealed, before it says `unavailable`. */
const ATTEMPTS = 3;

/** What {@link LogWriter} needs. */
export interface LogWriterDependencies {
  readonly messages: MessageRepository;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly digest: TextDigest;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/** Where a draft ended up. */
export interface Placed {
  readonly head: RoomHead;
  /** What was placed, or the tombstone of a message that was deleted since. */
  readonly entry: VisibleEntry;
  /** Whether it had been placed by an earlier attempt. */
  readonly duplicate: boolean;
}

/**
 * Puts a message into its room's log, exactly once for each of its sender's client message ids, and a deletion once for
 * each message: take a place, mark
 * it, fill it. Whoever comes again reads the mark and does what is missing. A place that a reader has sealed
 * meanwhile, or that is too old to be filled, is given up for a new one, so nothing ever appears behind a cursor.
 */
export class LogWriter {
  private readonly sealer: LogSealer;

  constructor(private readonly dependencies: LogWriterDependencies) {
    this.sealer = new LogSealer(dependencies);
  }

  /** @throws ChatError `client_message_id_reused`, `unavailable` */
  async place(draft: Draft): Promise<Placed> {
    const marker = await this.findMarker(draft);
    if (marker !== null) return this.fill(draft, await this.open(draft.room), marker);
    const head = await this.take(draft.room);
    const earlier = await this.claim(draft, head);
    return this.fill(draft, head, earlier ?? head);
  }

  private async fill(draft: Draft, head: RoomHead, first: Place): Promise<Placed> {
    const id = this.dependencies.ids.next();
    let newest = head;
    let place = first;
    for (let attempt = 1; ; attempt += 1) {
      const entry = entryAt(draft, id, place, this.dependencies.retention);
      const there = await this.put(draft.room, newest, entry, place);
      if (there === null) return { head: newest, entry, duplicate: false };
      if (isOwn(there, draft, id)) return { head: newest, entry: there, duplicate: there.id !== id };
      if (attempt === ATTEMPTS)
        throw new ChatError('unavailable', 'The log is busy; send the message again.');
      newest = await this.take(draft.room);
      place = await this.move(draft, place, newest);
    }
  }

  /**
   * Puts the message at its place, unless that is stale: old enough for a newcomer to have started above it without
   * looking, or of an epoch whose cursors are worth nothing. Such a place is sealed, and given up like any other.
   */
  private async put(room: string, head: RoomHead, entry: LogEntry, place: Place): Promise<LogEntry | null> {
    const { messages } = this.dependencies;
    if (place.epoch !== head.epoch || !this.sealer.isYoung(place.takenAt)) {
      return this.sealer.seal(room, place.seq, place.takenAt);
    }
    return messages.append(room, entry);
  }

  private async findMarker(draft: Draft): Promise<SendMarker | null> {
    const mark = markOf(draft);
    if (mark === null) return null;
    const marker = await this.dependencies.messages.findMarker(mark.userId, mark.clientMessageId);
    return marker === null ? null : this.sameMessage(draft, marker);
  }

  private async claim(draft: Draft, place: Place): Promise<SendMarker | null> {
    const marker = this.marker(draft, place);
    if (marker === null) return null;
    const earlier = await this.dependencies.messages.claim(marker);
    return earlier === null ? null : this.sameMessage(draft, earlier);
  }

  private async move(draft: Draft, from: Place, to: Place): Promise<Place> {
    const marker = this.marker(draft, to);
    return marker === null ? to : this.dependencies.messages.move(marker, from.seq);
  }

  private open(room: string): Promise<RoomHead> {
    const { messages, clock, ids } = this.dependencies;
    return messages.open(room, ids.next(), clock.now());
  }

  private take(room: string): Promise<Ticket> {
    const { messages, clock, ids } = this.dependencies;
    return messages.take(room, ids.next(), clock.now());
  }

  private sameMessage(draft: Draft, marker: SendMarker): SendMarker {
    if (marker.room === draft.room && marker.digest === this.digest(draft)) return marker;
    throw new ChatError('client_message_id_reused', 'This client message id was used for another message.');
  }

  private marker(draft: Draft, { epoch, seq, takenAt }: Place): SendMarker | null {
    const mark = markOf(draft);
    if (mark === null) return null;
    const expiresAt = takenAt + this.dependencies.retention;
    return { ...mark, room: draft.room, epoch, seq, takenAt, digest: this.digest(draft), expiresAt };
  }

  private digest(draft: Draft): string {
    return this.dependencies.digest.of(contentOf(draft));
  }
}
