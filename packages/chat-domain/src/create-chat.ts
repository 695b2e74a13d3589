import type { ChatSettings } from './model/chat-settings.js';
import { floodLimits } from './model/moderation/flood-limits.js';
import { frameLimits } from './model/moderation/frame-limits.js';
import type { ChatPorts, ModeratedChatPorts, UserRoomPorts } from './ports/chat-ports.js';
import { authorizeOf } from './use-cases/authorize.js';
import { broadcastOf } from './use-cases/broadcast.js';
import { editMessageOf } from './use-cases/changes/edit-message.js';
import { reactOf } from './use-cases/changes/react.js';
import { reportOf } from './use-cases/changes/report.js';
import { closeConnectionsOf } from './use-cases/close-connections.js';
import { connectOf } from './use-cases/connect.js';
import { blockOf } from './use-cases/direct/block.js';
import { unblockOf } from './use-cases/direct/unblock.js';
import { disconnectOf } from './use-cases/disconnect.js';
import { joinRoomOf } from './use-cases/join-room.js';
import { leaveRoomOf } from './use-cases/leave-room.js';
import { listMessagesOf } from './use-cases/list-messages.js';
import { admissionOf } from './use-cases/moderation/admission.js';
import { auditTrailOf } from './use-cases/moderation/audit-trail.js';
import { banOf } from './use-cases/moderation/ban.js';
import { deleteMessageOf } from './use-cases/moderation/delete-message.js';
import { floodControlOf } from './use-cases/moderation/flood-control.js';
import { inviteOf } from './use-cases/moderation/invite.js';
import { kickOf } from './use-cases/moderation/kick.js';
import { muteOf } from './use-cases/moderation/mute.js';
import { slowModeOf } from './use-cases/moderation/slow-mode.js';
import { pingOf } from './use-cases/ping.js';
import { listRoomsOf } from './use-cases/rooms/list-rooms.js';
import { markReadOf } from './use-cases/rooms/mark-read.js';
import { publishMessageOf } from './use-cases/publish-message.js';
import { presenceHintsOf } from './use-cases/presence/presence-hints.js';
import { signalOf } from './use-cases/presence/signal.js';
import { whoOf } from './use-cases/presence/who.js';
import { sendMessageOf } from './use-cases/send-message.js';

/** Every use case of a chat. Each is made at its first use: few programs call all of them, and few calls more than one. */
export class Chat {
  /** What the use cases are made of: for `…Of` functions, which return these same instances. */
  readonly ports: ChatPorts;
  /** The use cases of moderators; `undefined` without their repositories. */
  readonly moderation: ChatModeration | undefined;
  /** The use cases of lists of rooms; `undefined` without their repository. */
  readonly rooms: ChatRooms | undefined;

  /** @param ports - all that it is made of; {@link createChat} completes them */
  constructor(ports: ChatPorts) {
    this.ports = ports;
    this.moderation = isModerated(ports) ? new ChatModeration(ports) : undefined;
    this.rooms = hasUserRooms(ports) ? new ChatRooms(ports) : undefined;
  }

  get authorize() {
    return authorizeOf(this.ports);
  }

  get block() {
    return blockOf(this.ports);
  }

  get broadcast() {
    return broadcastOf(this.ports);
  }

  get closeConnections() {
    return closeConnectionsOf(this.ports);
  }

  get connect() {
    return connectOf(this.ports);
  }

  get disconnect() {
    return disconnectOf(this.ports);
  }

  get editMessage() {
    return editMessageOf(this.ports);
  }

  get joinRoom() {
    return joinRoomOf(this.ports);
  }

  get leaveRoom() {
    return leaveRoomOf(this.ports);
  }

  get listMessages() {
    return listMessagesOf(this.ports);
  }

  get ping() {
    return pingOf(this.ports);
  }

  get publishMessage() {
    return publishMessageOf(this.ports);
  }

  get react() {
    return reactOf(this.ports);
  }

  get sendMessage() {
    return sendMessageOf(this.ports);
  }

  get signal() {
    return signalOf(this.ports);
  }

  get unblock() {
    return unblockOf(this.ports);
  }

  get who() {
    return whoOf(this.ports);
  }
}

/** The use cases of moderators, and the parts that share their repositories. */
export class ChatModeration {
  readonly #ports: ModeratedChatPorts;

  constructor(ports: ModeratedChatPorts) {
    this.#ports = ports;
  }

  get admission() {
    return admissionOf(this.#ports);
  }

  get flood() {
    return floodControlOf(this.#ports);
  }

  get trail() {
    return auditTrailOf(this.#ports);
  }

  get ban() {
    return banOf(this.#ports);
  }

  get deleteMessage() {
    return deleteMessageOf(this.#ports);
  }

  get invite() {
    return inviteOf(this.#ports);
  }

  get kick() {
    return kickOf(this.#ports);
  }

  get mute() {
    return muteOf(this.#ports);
  }

  get report() {
    return reportOf(this.#ports);
  }

  get slowMode() {
    return slowModeOf(this.#ports);
  }
}

/** The use cases of lists of rooms. */
export class ChatRooms {
  readonly #ports: UserRoomPorts;

  constructor(ports: UserRoomPorts) {
    this.#ports = ports;
  }

  get list() {
    return listRoomsOf(this.#ports);
  }

  get markRead() {
    return markReadOf(this.#ports);
  }
}

/**
 * Every use case of a chat, for programs that call several of them. A function that needs one or two takes their `…Of`
 * functions instead, so that its bundle holds no other.
 *
 * @throws RangeError for limits that make no sense
 */
export function createChat(adapters: Omit<ChatPorts, 'settings'>, settings: ChatSettings = {}): Chat {
  if (settings.flood !== undefined) floodLimits(settings.flood);
  if (settings.frames !== undefined) frameLimits(settings.frames);
  const presence = adapters.presence ?? presenceHintsOf({ ...adapters, settings });
  return new Chat({ ...adapters, presence, settings });
}

function hasUserRooms(ports: ChatPorts): ports is UserRoomPorts {
  return ports.userRooms !== undefined;
}

function isModerated(ports: ChatPorts): ports is ModeratedChatPorts {
  return ports.moderation !== undefined;
}
