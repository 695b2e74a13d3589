import { roomKind, type RoomKind } from '../../model/access/room-kind.js';
import type { Identity } from '../../model/identity.js';
import { LOBBY } from '../../model/room-name.js';
import type { SanctionDecision, SanctionEvent } from '../../model/sanction-event.js';
import type { BroadcastQueue } from '../../ports/broadcast-queue.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { IdGenerator } from '../../ports/id-generator.js';
import type { Logger } from '../../ports/logger.js';
import { perPorts } from '../per-ports.js';
import { SANCTIONS_SHARD } from './event-cursor.js';
import { REPORTED_KINDS } from './event-notifications.js';

/** What {@link SanctionNotifications} needs. */
export interface SanctionNotificationsDependencies {
  readonly eventQueue: BroadcastQueue;
  /** Kinds of rooms whose invitations become events. */
  readonly kinds: readonly RoomKind[];
  readonly ids: IdGenerator;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What was decided; without a room it holds in the whole chat. */
export interface NotifiedSanction extends Omit<SanctionDecision, 'actor'> {
  readonly type: SanctionEvent['type'];
  readonly room?: string;
}

/**
 * Tells the reader for events of sanctions and invitations, after they are stored. Best effort: they are in no log, from which
 * a lost one could be read, and no sanction may fail because a queue cannot be reached.
 */
export class SanctionNotifications {
  readonly #dependencies: SanctionNotificationsDependencies;

  constructor(dependencies: SanctionNotificationsDependencies) {
    this.#dependencies = dependencies;
  }

  /** Resolves once the notification is stored or has failed. Never rejects. */
  async enqueue({ userId: actor }: Identity, decided: NotifiedSanction): Promise<void> {
    const { eventQueue, kinds, ids, clock, logger } = this.#dependencies;
    const { type, room, userId, until } = decided;
    if (room !== undefined && !kinds.includes(roomKind(room))) return;
    const about = { id: ids.next(), type, room: room ?? LOBBY, sentAt: clock.now() };
    const sanction = { ...about, sanction: { userId, actor, ...(until !== undefined && { until }) } };
    try {
      const job = { room: about.room, shard: SANCTIONS_SHARD, epoch: about.id, seqs: [0], sanction };
      await eventQueue.enqueue([job]);
    } catch (error) {
      logger.error('sanction is no event', error, { type });
    }
  }
}

/** The {@link SanctionNotifications} of a chat; `undefined` in one without events. */
export const sanctionNotificationsOf = perPorts(
  ({
    eventQueue,
    settings,
    ...ports
  }: Pick<ChatPorts, 'eventQueue' | 'settings' | 'ids' | 'clock' | 'logger'>) =>
    eventQueue &&
    new SanctionNotifications({ ...ports, eventQueue, kinds: settings?.eventsFrom ?? REPORTED_KINDS }),
);
