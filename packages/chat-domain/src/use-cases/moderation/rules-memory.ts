import { LIMITS } from '../../model/limits.js';
import type { Clock } from '../../ports/clock.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';

/** Rooms cached at once; a process that serves more reads some of them again. */
const ROOMS = 1_000;

/** What {@link RulesMemory} needs. */
export interface RulesMemoryDependencies {
  readonly rules: Pick<RoomRulesRepository, 'find'>;
  readonly clock: Clock;
}

/** Caches the rules of rooms for ten seconds, so that a busy room does not cost one read for each message. */
export class RulesMemory {
  readonly #known = new Map<string, { readonly slowMode: number; readonly until: number }>();

  readonly #dependencies: RulesMemoryDependencies;

  constructor(dependencies: RulesMemoryDependencies) {
    this.#dependencies = dependencies;
  }

  /** Milliseconds between two messages of one user in a room; 0 where slow mode is off. */
  async slowMode(room: string): Promise<number> {
    const { rules, clock } = this.#dependencies;
    const now = clock.now();
    const known = this.#known.get(room);
    if (known !== undefined && known.until > now) return known.slowMode;
    const slowMode = (await rules.find(room))?.slowMode ?? 0;
    if (this.#known.size >= ROOMS) this.#known.clear();
    this.#known.set(room, { slowMode, until: now + LIMITS.rulesAge });
    return slowMode;
  }
}
