import type { ErasedEntry } from '../../model/erasure/erased-entry.js';
import type { MessageReference } from '../../model/log-entry.js';
import type { Invitation } from '../../model/moderation/room-rules.js';
import type { IdempotencyRecord } from '../message-repository.js';

/** Which page of a user's records. */
export interface RecordPageOptions {
  /** At most this many; a page may hold fewer, even none, and still have a next one. */
  readonly limit: number;
  /** `next` of an earlier page of the same user. */
  readonly after?: string | undefined;
}

/** A page of a user's records and, unless it was the last, where the next one starts. */
export interface RecordPage {
  readonly records: readonly IdempotencyRecord[];
  /** Opaque; hand it back unchanged. Absent on the last page. */
  readonly next?: string;
}

/** An entry of a user. */
export interface OwnEntry extends Pick<MessageReference, 'id'> {
  readonly room: string;
  readonly userId: string;
}

/**
 * What is stored of a user beside what the other ports list, so that it can be exported and erased: found by the id of the
 * user, never by a search of the store.
 *
 * Every read MUST see every write that finished before it began. Every write MUST be safe to repeat, and MUST NOT make a row
 * where there is none. A store that cannot respond MUST reject; any rejection that is not a `ChatError` counts as
 * `unavailable`.
 */
export interface UserDataRepository {
  /**
   * The idempotency records of a user, in a stable order: what `MessageRepository` has stored by `putIfAbsent` and `move`,
   * whatever it is of. Reading all pages MUST return every record that is there from before the first page until after the
   * last, exactly once, also where those of earlier pages are forgotten meanwhile. MAY return those that have expired.
   */
  records(userId: string, options: RecordPageOptions): Promise<RecordPage>;

  /** Deletes a record, its replacement and its rejection included. */
  forgetRecord(userId: string, clientMessageId: string): Promise<void>;

  /**
   * Replaces the entry at the position of `entry`, whole, if it has the id and the sender of `own`; returns whether it did.
   * MUST compare both in the same write: another log of the room may have another entry at the position.
   */
  eraseEntry(own: OwnEntry, entry: ErasedEntry): Promise<boolean>;

  /** Puts the id of `ERASED` in the place of `to` of an entry, if it has this id and is to this user, and changes nothing else. */
  eraseRecipient(room: string, reference: MessageReference, userId: string): Promise<void>;

  /** Removes all that is noted of a user's reactions to a message, those taken back included, and nothing of others. */
  eraseReactions(room: string, target: MessageReference, userId: string): Promise<void>;

  /**
   * The invitations of a user that hold now, of all rooms, in any order. MAY return one that was revoked while it was
   * being stored.
   */
  invitations(userId: string): Promise<readonly Pick<Invitation, 'room' | 'expiresAt'>[]>;
}
