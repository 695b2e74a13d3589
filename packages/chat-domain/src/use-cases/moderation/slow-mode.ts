import { slowModeInterval } from '../../model/moderation/moderation-fields.js';
import { roomName } from '../../model/room-name.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { auditTrailOf, type AuditTrail } from './audit-trail.js';
import { floodControlOf, requireFloodControl, type FloodControl } from './flood-control.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link SlowMode} needs. */
export interface SlowModeDependencies {
  readonly authorize: Authorize;
  readonly rules: Pick<RoomRulesRepository, 'find' | 'saveSlowMode'>;
  readonly trail: AuditTrail;
  /** Enforces slow mode, a change of which counts as a message; without it, the command is rejected. */
  readonly flood: FloodControl | undefined;
}

/** Input of {@link SlowMode}. */
export interface SlowModeCommand extends Caller {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
  /** Milliseconds between two messages of one user; 0 ends it. */
  readonly interval: number;
}

/** Limits how often each user may send to a room. Takes effect everywhere within ten seconds, by flood control. Nothing is recorded where it changes nothing. */
export class SlowMode {
  readonly #dependencies: SlowModeDependencies;

  constructor(dependencies: SlowModeDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `bad_request`, `forbidden`, … */
  async execute(command: SlowModeCommand): Promise<void> {
    const { authorize, rules, trail, flood } = this.#dependencies;
    const room = roomName(command.room);
    const interval = slowModeInterval(command.interval);
    await authorize.execute(command, 'slowMode', room);
    requireFloodControl(flood);
    if (((await rules.find(room))?.slowMode ?? 0) === interval) return;
    await flood.count(command);
    await trail.record(command.identity, { action: 'slowMode', room, interval });
    await rules.saveSlowMode(room, interval);
  }
}

/** The {@link SlowMode} of a chat. */
export const slowModeOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new SlowMode({
      ...ports,
      ...ports.moderation,
      authorize: authorizeOf(ports),
      trail: auditTrailOf(ports),
      flood: floodControlOf(ports),
    }),
);
