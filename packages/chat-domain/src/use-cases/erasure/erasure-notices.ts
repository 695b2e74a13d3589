import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { RoomHeadReader } from '../../ports/room-head-repository.js';
import type { FanOut } from '../fan-out/fan-out.js';
import type { UserFanOut } from '../fan-out/user-fan-out.js';

/** What {@link ErasureNotices} needs. */
export interface ErasureNoticesDependencies {
  readonly heads: Pick<RoomHeadReader, 'find'>;
  readonly fanOut: Pick<FanOut, 'send'>;
  readonly userFanOut: Pick<UserFanOut, 'send'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Tells the open clients of each room once that what a user has written there is gone. Best effort: a client that is not
 * reached shows it until it reads the room again.
 */
export class ErasureNotices {
  readonly #dependencies: ErasureNoticesDependencies;
  readonly #userId: string;
  readonly #told = new Set<string>();

  /** @param userId - whose data is erased */
  constructor(dependencies: ErasureNoticesDependencies, userId: string) {
    this.#dependencies = dependencies;
    this.#userId = userId;
  }

  /** How many rooms were told. */
  get rooms(): number {
    return this.#told.size;
  }

  /**
   * Never rejects.
   * @param peer - the other user, in a direct room
   */
  async tell(room: string, peer?: string): Promise<void> {
    if (this.#told.has(room)) return;
    this.#told.add(room);
    const { fanOut, userFanOut, heads, clock, logger } = this.#dependencies;
    const event = { type: 'erased', room, userId: this.#userId, sentAt: clock.now() } as const;
    try {
      if (peer !== undefined) return void (await userFanOut.send([peer], event));
      const head = await heads.find(room);
      if (head === null) return;
      await fanOut.send(
        head,
        Array.from({ length: head.shards }, (_, shard) => shard),
        event,
      );
    } catch (error) {
      logger.error('erasure not told', error, { room });
    }
  }
}
