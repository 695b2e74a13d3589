import { roomKind, type RoomKind } from '../../model/access/room-kind.js';
import { ChatError } from '../../model/chat-error.js';
import type { LogCursor } from '../../model/log-cursor.js';
import type { BroadcastQueue } from '../../ports/broadcast-queue.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { EVENTS_SHARD } from './event-cursor.js';

/** Rooms of these kinds are reported unless an operator says otherwise. */
export const REPORTED_KINDS: readonly RoomKind[] = ['lobby', 'public'];

/** What {@link EventNotifications} needs. */
export interface EventNotificationsDependencies {
  readonly eventQueue: BroadcastQueue;
  /** Kinds of rooms whose entries become events. */
  readonly kinds: readonly RoomKind[];
}

/**
 * Tells the reader for events which position is about to be filled. Comes before the append: a writer that crashes right
 * after that leaves an entry that has its notification, also where it is the last one of its room.
 */
export class EventNotifications {
  readonly #dependencies: EventNotificationsDependencies;

  constructor(dependencies: EventNotificationsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Resolves once the notification is stored; at once for rooms whose entries are no events.
   * @throws ChatError `unavailable`: then nothing must be appended
   */
  async enqueue(room: string, { epoch, seq }: LogCursor): Promise<void> {
    const { eventQueue, kinds } = this.#dependencies;
    if (!kinds.includes(roomKind(room))) return;
    try {
      await eventQueue.enqueue([{ room, shard: EVENTS_SHARD, epoch, seqs: [seq] }]);
    } catch (cause) {
      throw new ChatError('unavailable', 'The queue of events cannot be reached; send it again.', { cause });
    }
  }
}

/** The {@link EventNotifications} of a chat; `undefined` in one without events. */
export const eventNotificationsOf = perPorts(
  ({ eventQueue, settings }: Pick<ChatPorts, 'eventQueue' | 'settings'>) =>
    eventQueue && new EventNotifications({ eventQueue, kinds: settings?.eventsFrom ?? REPORTED_KINDS }),
);
