import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Logger } from '../../ports/logger.js';
import { broadcastOf, type Broadcast } from '../broadcast.js';
import type { Written } from '../log/log-writer.js';
import { rulesMemoryOf, type RulesMemory } from '../moderation/rules-memory.js';
import { perPorts } from '../per-ports.js';

/** What {@link TellChange} needs. */
export interface TellChangeDependencies {
  readonly broadcast: Broadcast;
  /** Keeps about how many members a room has. */
  readonly memory?: RulesMemory | undefined;
  readonly logger: Logger;
}

/** Broadcasts an entry that is in the log by now: failed pushes do not lose it, so its sender gets the ack. */
export class TellChange {
  readonly #dependencies: TellChangeDependencies;

  constructor(dependencies: TellChangeDependencies) {
    this.#dependencies = dependencies;
  }

  /** Never rejects. */
  async execute({ head, entry }: Pick<Written, 'head' | 'entry'>): Promise<void> {
    const { broadcast, memory, logger } = this.#dependencies;
    try {
      const { sender, to } = entry;
      const between = to === undefined ? undefined : [sender.id, to];
      const members = await broadcast.execute({ head, entries: [entry], between });
      if (to === undefined && members !== null) await memory?.note(head.room, members);
    } catch (error) {
      logger.error('broadcast failed', error, { room: head.room, seq: entry.seq });
    }
  }
}

/** The {@link TellChange} of a chat. */
export const tellChangeOf = perPorts(
  (ports: ChatPorts) =>
    new TellChange({ broadcast: broadcastOf(ports), memory: rulesMemoryOf(ports), logger: ports.logger }),
);
