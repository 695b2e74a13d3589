import { createModeration, type ModerationPorts, type ModerationSettings } from './create-moderation.js';
import { defaultAccessPolicy, type AccessPolicy } from './model/access/access-policy.js';
import { LIMITS } from './model/limits.js';
import type { BroadcastQueue } from './ports/broadcast-queue.js';
import type { Clock } from './ports/clock.js';
import type { ConnectionRepository } from './ports/connection-repository.js';
import type { IdGenerator } from './ports/id-generator.js';
import type { Logger } from './ports/logger.js';
import type { MessageGateway } from './ports/message-gateway.js';
import type { MessageRepository } from './ports/message-repository.js';
import type { TextDigest } from './ports/text-digest.js';
import { Authorize } from './use-cases/authorize.js';
import { Broadcast } from './use-cases/broadcast.js';
import { Connect } from './use-cases/connect.js';
import { Disconnect } from './use-cases/disconnect.js';
import { CloseConnections } from './use-cases/close-connections.js';
import { FanOut } from './use-cases/fan-out/fan-out.js';
import { JoinRoom } from './use-cases/join-room.js';
import { LeaveRoom } from './use-cases/leave-room.js';
import { ListMessages } from './use-cases/list-messages.js';
import { LogReader } from './use-cases/log/log-reader.js';
import { LogWriter } from './use-cases/log/log-writer.js';
import { Ping } from './use-cases/ping.js';
import { SendMessage } from './use-cases/send-message.js';

/** The adapters a chat runs on. */
export interface ChatPorts {
  readonly connections: ConnectionRepository;
  readonly messages: MessageRepository;
  readonly gateway: MessageGateway;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly digest: TextDigest;
  readonly logger: Logger;
  /** Workers for large rooms; without them every broadcast is inline. */
  readonly queue?: BroadcastQueue | undefined;
  /** The ports of moderation; without them there are no bans, no invitations and no limits. */
  readonly moderation?: ModerationPorts | undefined;
}

/** What an operator may choose. */
export interface ChatSettings extends ModerationSettings {
  readonly policy?: AccessPolicy;
  /** How long a message is kept, in milliseconds: at least a day, 30 days when absent. */
  readonly retention?: number;
  /** How long an inline broadcast may take in total, in milliseconds; 5,000 when absent. */
  readonly broadcastDeadline?: number;
}

/** Every use case, wired. For servers that hold all adapters in one process; a Lambda builds only what it needs. */
export function createChat(ports: ChatPorts, settings: ChatSettings = {}) {
  const { policy = defaultAccessPolicy, retention = LIMITS.retentionDefault } = settings;
  const authorize = new Authorize({ ...ports, policy, rules: ports.moderation?.rules });
  const closeConnections = new CloseConnections(ports);
  const reader = new LogReader({ ...ports, retention });
  const writer = new LogWriter({ ...ports, retention });
  const fanOut = new FanOut({ ...ports, deadline: settings.broadcastDeadline ?? LIMITS.broadcastDeadline });
  const broadcast = new Broadcast({ fanOut, queue: ports.queue });
  const context = { ...ports, policy, authorize, closeConnections, writer, broadcast };
  const moderation = ports.moderation && createModeration({ ...context, ...ports.moderation }, settings);
  return {
    authorize,
    broadcast,
    connect: new Connect({ ...ports, admission: moderation?.admission }),
    disconnect: new Disconnect(ports),
    closeConnections,
    joinRoom: new JoinRoom({ ...ports, authorize, reader }),
    leaveRoom: new LeaveRoom({ ...ports, authorize }),
    listMessages: new ListMessages({ ...ports, authorize, reader }),
    moderation,
    ping: new Ping({ ...ports, authorize }),
    sendMessage: new SendMessage({ ...ports, authorize, writer, broadcast, flood: moderation?.flood }),
  };
}

/** What {@link createChat} makes. */
export type Chat = ReturnType<typeof createChat>;
