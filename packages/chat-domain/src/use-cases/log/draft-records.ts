import { ChatError } from '../../model/chat-error.js';
import type { IdempotencyRecord, MessageRepository } from '../../ports/message-repository.js';
import type { RoomHead } from '../../model/room-head.js';
import { retentionAt } from '../../model/room-retention.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { contentToFingerprint, idempotencyKeyOf, replacementOf, type Draft, type Position } from './draft.js';

/** What {@link DraftRecords} needs. */
export interface DraftRecordsDependencies {
  readonly messages: Pick<MessageRepository, 'findIdempotencyRecord'>;
  readonly digest: TextDigest;
  /** How long a record is kept, in milliseconds. */
  readonly retention: number;
}

/** The idempotency records of what is written: by them a draft that is sent again is the same message. */
export class DraftRecords {
  readonly #dependencies: DraftRecordsDependencies;

  constructor(dependencies: DraftRecordsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * What an earlier attempt has recorded; `null` where none has, or none could.
   * @throws ChatError `client_message_id_reused`, `unavailable`
   */
  async find(draft: Draft): Promise<IdempotencyRecord | null> {
    const key = idempotencyKeyOf(draft);
    if (key === null) return null;
    const record = await this.#dependencies.messages.findIdempotencyRecord(key.userId, key.clientMessageId);
    return record === null ? null : this.requireSame(draft, record);
  }

  /** The record of a draft at a position; `null` for one that has no id. */
  of(draft: Draft, reserved: Position): IdempotencyRecord | null {
    const { epoch, seq, reservedAt, nonMessages } = reserved;
    const key = idempotencyKeyOf(draft);
    if (key === null) return null;
    const position = { epoch, seq, reservedAt, ...(nonMessages !== undefined && { nonMessages }) };
    const replacement = replacementOf(draft);
    return {
      ...{ ...key, room: draft.room, ...position },
      ...(replacement !== undefined && { replacement }),
      fingerprint: this.#fingerprint(draft),
      expiresAt: this.#endOf(reserved, reserved),
    };
  }

  /**
   * What leads from the sender of a draft to its entry at a position, where its record does not: for what has no id, and for
   * a deletion by another user than that of the message. So all that a user has written is found without a search. Under a
   * key of its own for each position, which no client message id equals, as none holds a space.
   */
  referenceOf(draft: Draft, position: Position, head: Pick<RoomHead, 'retention'>): IdempotencyRecord | null {
    const { epoch, seq, reservedAt } = position;
    const { room, sender } = draft;
    if (idempotencyKeyOf(draft)?.userId === sender.id) return null;
    return {
      userId: sender.id,
      clientMessageId: `entry ${epoch} ${seq} ${room}`,
      ...{ room, epoch, seq, reservedAt, fingerprint: '' },
      expiresAt: this.#endOf(head, position),
    };
  }

  /**
   * The record, where it is of the same message.
   * @throws ChatError `client_message_id_reused`
   */
  requireSame(draft: Draft, record: IdempotencyRecord): IdempotencyRecord {
    if (record.room === draft.room && record.fingerprint === this.#fingerprint(draft)) return record;
    throw new ChatError('client_message_id_reused', 'This client message id was used for another message.');
  }

  /** When what is recorded of a position ends: with the entry there. */
  #endOf(head: Pick<RoomHead, 'retention'>, { seq, reservedAt }: Position): number {
    return reservedAt + retentionAt(head, seq, this.#dependencies.retention);
  }

  #fingerprint(draft: Draft): string {
    return this.#dependencies.digest.of(contentToFingerprint(draft));
  }
}
