import type { Action } from '../../model/access/access-table.js';
import type { ResolvedRoom } from '../../model/room-reference.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { floodControlOf, type FloodControl } from '../moderation/flood-control.js';
import { rulesMemoryOf, type RulesMemory } from '../moderation/rules-memory.js';
import { perPorts } from '../per-ports.js';

/** What {@link PermitChange} needs. */
export interface PermitChangeDependencies {
  readonly authorize: Authorize;
  /** Without it users may change messages at any rate. */
  readonly flood?: FloodControl | undefined;
  /** How large rooms are; without it the size of a room counts for nothing. */
  readonly memory?: RulesMemory | undefined;
  /** Members from which on a room is crowded; none is when absent. */
  readonly crowdedFrom?: number | undefined;
}

/**
 * Allows or rejects what is broadcast to a room about one of its messages, by the rules for sending one: the policy, the
 * size of the room, and the rate, mute and slow mode of the user.
 */
export class PermitChange {
  readonly #dependencies: PermitChangeDependencies;

  constructor(dependencies: PermitChangeDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @param where - a direct room has no slow mode, and is never crowded
   * @throws ChatError `forbidden`, `not_joined`, `rate_limited`, `muted`, …
   */
  async execute(caller: Caller, action: Action, where: ResolvedRoom): Promise<void> {
    const { flood } = this.#dependencies;
    const permitted = this.#permit(caller, action, where);
    const room = where.with === undefined ? where.room : null;
    await (flood?.execute(caller, room, permitted) ?? permitted);
  }

  async #permit(caller: Caller, action: Action, { room, with: to }: ResolvedRoom): Promise<void> {
    const { authorize, memory, crowdedFrom } = this.#dependencies;
    await authorize.execute(caller, action, room, to);
    if (to !== undefined || memory === undefined || crowdedFrom === undefined) return;
    const { members } = await memory.of(room);
    if (members >= crowdedFrom) await authorize.execute(caller, 'sendToCrowd', room);
  }
}

/** The {@link PermitChange} of a chat. */
export const permitChangeOf = perPorts(
  (ports: ChatPorts) =>
    new PermitChange({
      authorize: authorizeOf(ports),
      flood: floodControlOf(ports),
      memory: rulesMemoryOf(ports),
      crowdedFrom: ports.settings?.crowdedFrom,
    }),
);
