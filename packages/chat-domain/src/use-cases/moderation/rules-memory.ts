import { LIMITS } from '../../model/limits.js';
import type { RoomRules } from '../../model/moderation/room-rules.js';
import type { Clock } from '../../ports/clock.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import { perPorts } from '../per-ports.js';

/** Rooms cached at once; a process that serves more reads some of them again. */
const ROOMS = 1_000;
/** The smallest room whose size is stored: the posts of smaller ones cost less than the writes to know them. */
const COUNTED = 50;

/** What {@link RulesMemory} needs. */
export interface RulesMemoryDependencies {
  readonly rules: Pick<RoomRulesRepository, 'find' | 'saveMembers'>;
  readonly clock: Clock;
}

/** Caches the rules of rooms for ten seconds, so that a busy room does not cost one read for each message. */
export class RulesMemory {
  readonly #known = new Map<string, RoomRules & { readonly until: number }>();

  readonly #dependencies: RulesMemoryDependencies;

  constructor(dependencies: RulesMemoryDependencies) {
    this.#dependencies = dependencies;
  }

  /** The rules of a room, at most ten seconds old. */
  async of(room: string): Promise<RoomRules> {
    const { rules, clock } = this.#dependencies;
    const now = clock.now();
    const known = this.#known.get(room);
    if (known !== undefined && known.until > now) return known;
    return this.#keep((await rules.find(room)) ?? { room, slowMode: 0, members: 0 }, now + LIMITS.rulesAge);
  }

  /**
   * Takes note of how many members a broadcast found in a room. Stored for all processes where that is more than twice
   * of what is known, or less than a quarter: a room that grows costs a write each time it has doubled.
   */
  async note(room: string, members: number): Promise<void> {
    const known = this.#known.get(room);
    if (known === undefined || Math.max(members, known.members) < COUNTED) return;
    if (members <= known.members * 2 && members >= known.members / 4) return;
    await this.#dependencies.rules.saveMembers(room, members);
    this.#keep({ ...known, members }, known.until);
  }

  #keep({ room, slowMode, members }: RoomRules, until: number): RoomRules {
    if (this.#known.size >= ROOMS && !this.#known.has(room)) this.#known.clear();
    const rules = { room, slowMode, members, until };
    this.#known.set(room, rules);
    return rules;
  }
}

/** The {@link RulesMemory} of a chat; `undefined` in one without moderation. */
export const rulesMemoryOf = perPorts(({ moderation, clock }: Pick<ChatPorts, 'moderation' | 'clock'>) =>
  moderation === undefined ? undefined : new RulesMemory({ ...moderation, clock }),
);
