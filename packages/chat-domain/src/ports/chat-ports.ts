import type { ChatSettings } from '../model/chat-settings.js';
import type { BlockRepository } from './block-repository.js';
import type { BroadcastQueue } from './broadcast-queue.js';
import type { Clock } from './clock.js';
import type { ConnectionRepository } from './connection-repository.js';
import type { EventSink } from './event-sink.js';
import type { IdGenerator } from './id-generator.js';
import type { Logger } from './logger.js';
import type { MessageGateway } from './message-gateway.js';
import type { MessageReview } from './message-review.js';
import type { MessageRepository } from './message-repository.js';
import type { AuditLog } from './moderation/audit-log.js';
import type { ModerationStateRepository } from './moderation/moderation-state-repository.js';
import type { ReportedMessages } from './moderation/reported-messages.js';
import type { RoomRulesRepository } from './moderation/room-rules-repository.js';
import type { RoomHeadRepository } from './room-head-repository.js';
import type { UserRoomRepository } from './rooms/user-room-repository.js';
import type { PresenceNotifier } from './presence-notifier.js';
import type { ShardCursorRepository } from './shard-cursor-repository.js';
import type { TextDigest } from './text-digest.js';
import type { Timer } from './timer.js';

/**
 * The adapters a chat runs on, and its settings. Each use case is made from such an object by its `…Of` function, which
 * takes only what that use case needs, and makes one instance for each object.
 */
export interface ChatPorts {
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeadRepository;
  readonly messages: MessageRepository;
  readonly gateway: MessageGateway;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly digest: TextDigest;
  readonly logger: Logger;
  /** Chance, as a number from 0 up to 1: which frames are reported to the store. `Math.random` when absent. */
  readonly random?: (() => number) | undefined;
  /** Workers for large rooms; without them every broadcast is inline. */
  readonly queue?: BroadcastQueue | undefined;
  /** The rooms that users follow; without it there are no lists of rooms and no read marks. */
  readonly userRooms?: UserRoomRepository | undefined;
  /** Whom users have blocked; without it no user can block another. */
  readonly blocks?: BlockRepository | undefined;
  /** Tells members who comes and goes; without it they learn of it when they ask. */
  readonly presence?: PresenceNotifier | undefined;
  /**
   * Workers for rooms that are busy: delivers each job `LIMITS.batchInterval` after it was enqueued, so that one frame
   * carries what was said meanwhile. Without it every message is pushed at once.
   */
  readonly busyQueue?: BroadcastQueue | undefined;
  /**
   * Notifies the reader for events of each position before it is filled, under `EVENTS_SHARD`; MUST keep what it has for
   * days, and MUST NOT drop what fails. Without it there are no events.
   */
  readonly eventQueue?: BroadcastQueue | undefined;
  /** Decides about messages before they are stored; without it all are accepted. */
  readonly review?: MessageReview | undefined;
  /** The ports of moderation; without them there are no bans, no invitations and no limits. */
  readonly moderation?: ModerationPorts | undefined;
  readonly settings?: ChatSettings | undefined;
}

/** The ports of a chat whose users have lists of rooms. */
export interface UserRoomPorts extends ChatPorts {
  readonly userRooms: UserRoomRepository;
}

/** The adapters that moderation runs on. */
export interface ModerationPorts {
  readonly moderationStates: ModerationStateRepository;
  readonly rules: RoomRulesRepository;
  readonly audit: AuditLog;
  /** Without it moderators have no way to a direct message. */
  readonly reported?: ReportedMessages | undefined;
}

/** The ports of a chat with moderation. */
export interface ModeratedChatPorts extends ChatPorts {
  readonly moderation: ModerationPorts;
}

/** What the workers of large rooms run on. */
export interface WorkerPorts extends Pick<
  ChatPorts,
  'connections' | 'heads' | 'messages' | 'gateway' | 'clock' | 'logger' | 'settings'
> {
  readonly cursors: ShardCursorRepository;
  readonly timer: Timer;
}

/** What the reader for events runs on. */
export interface EventPorts extends Pick<ChatPorts, 'heads' | 'messages' | 'clock' | 'logger' | 'settings'> {
  readonly cursors: ShardCursorRepository;
  readonly timer: Timer;
  readonly sink: EventSink;
}
