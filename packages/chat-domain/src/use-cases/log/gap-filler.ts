import { LIMITS } from '../../model/limits.js';
import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import { retentionAt } from '../../model/room-retention.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageRepository } from '../../ports/message-repository.js';

/** What {@link GapFiller} needs. */
export interface GapFillerDependencies {
  readonly messages: Pick<MessageRepository, 'append'>;
  readonly clock: Clock;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
  /** Gets a line for each position that is filled for a writer that did not come back. Default: no log. */
  readonly logger?: Logger | undefined;
}

/** Where a position is filled: the room, and how long entries are kept there. */
export type FilledRoom = Pick<RoomHead, 'room' | 'retention'>;

/**
 * Makes an empty position of the log final. A position whose writer is out of time gets a filler; if the writer has
 * filled it just now, its entry counts. A younger position is left alone.
 */
export class GapFiller {
  readonly #dependencies: GapFillerDependencies;

  constructor(dependencies: GapFillerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Whether the writer of a position that was reserved then may still fill it. */
  isInFlight(reservedAt: number): boolean {
    return this.#dependencies.clock.now() - reservedAt <= LIMITS.gapAge;
  }

  /**
   * @param reservedAt - when a position at or above `seq` was reserved: `seq` itself was no later. The filler expires
   * as an entry of that time would, so that expiry never falls as `seq` grows and a live cursor entry covers all above.
   * @returns the final entry at the position, or `null` while its writer may still fill it
   */
  async fillIfExpired(head: FilledRoom, seq: number, reservedAt: number): Promise<LogEntry | null> {
    if (this.isInFlight(reservedAt)) return null;
    const entry = await this.fill(head, seq, reservedAt);
    if (entry.kind === 'filler') this.#dependencies.logger?.info('filled', { room: head.room, seq });
    return entry;
  }

  /**
   * Makes a position final whatever its age: for its own writer, since no other writer may fill it.
   * @returns the final entry at the position
   */
  async fill(head: FilledRoom, seq: number, reservedAt: number): Promise<LogEntry> {
    const { messages, retention } = this.#dependencies;
    const expiresAt = reservedAt + retentionAt(head, seq, retention);
    const fill: LogEntry = { kind: 'filler', seq, reservedAt, expiresAt };
    return (await messages.append(head.room, fill)) ?? fill;
  }
}
