import { LIMITS } from '../../model/limits.js';
import type { LogEntry } from '../../model/log-entry.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';

/** What {@link LogSealer} needs. */
export interface LogSealerDependencies {
  readonly messages: Pick<MessageRepository, 'append'>;
  readonly clock: Clock;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/**
 * Makes an empty place of the log final. A place whose writer has had its time gets a void; should the writer have
 * come just now, its entry is what counts. A younger place is left alone.
 */
export class LogSealer {
  constructor(private readonly dependencies: LogSealerDependencies) {}

  /** Whether the writer of a place that was taken then may still fill it. */
  isYoung(takenAt: number): boolean {
    return this.dependencies.clock.now() - takenAt <= LIMITS.holeAge;
  }

  /**
   * @param takenAt - when a place at or above `seq` was taken: `seq` itself was taken no later. The void expires as
   * an entry of that time would, so that expiry never falls as `seq` grows and a live anchor vouches for all above.
   * @returns what is at the place for good, or `null` while its writer may still come
   */
  async settle(room: string, seq: number, takenAt: number): Promise<LogEntry | null> {
    return this.isYoung(takenAt) ? null : this.seal(room, seq, takenAt);
  }

  /**
   * Makes a place final whatever its age: for its own writer, who knows that nobody else may fill it.
   * @returns what is at the place for good
   */
  async seal(room: string, seq: number, takenAt: number): Promise<LogEntry> {
    const { messages, retention } = this.dependencies;
    const seal: LogEntry = { kind: 'void', seq, takenAt, expiresAt: takenAt + retention };
    return (await messages.append(room, seal)) ?? seal;
  }
}
